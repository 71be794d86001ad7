"""In the admin: details of people in a case, each with a word about it, and the list for what really happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from casestudies import api
from casestudies.choices import Source
from casestudies.forms.checking import CheckForm, TakeBackForm
from casestudies.views.common import person_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from casestudies.models import CaseStudyPage


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, page_id: int) -> HttpResponse:
    """What stands in the way, for who may write in the case; for others it does not exist."""
    draft = api.draft_of(page_id)
    if draft is None or not api.can_check(person_of(request), draft):
        raise Http404
    if request.method != "POST":
        return _page(request, draft, _form(draft))
    back = TakeBackForm(request.POST)
    if back.is_valid():
        return _take_back(request, draft, back.cleaned_data["take_back"])
    form = _form(draft, request.POST)
    return _keep(request, draft, form) if form.is_valid() else _page(request, draft, form, status=422)


def _form(draft: CaseStudyPage, sent: object = None) -> CheckForm:
    really_happened = draft.source == Source.REAL
    checked = api.intake_checks_in(draft) if really_happened else None
    return CheckForm(sent, doubts=api.doubts_in(draft), checked=checked)


def _keep(request: HttpRequest, draft: CaseStudyPage, form: CheckForm) -> HttpResponse:
    api.go_through(
        draft=draft,
        person=person_of(request),
        reasons=form.reasons,
        items=form.checked,
        now=timezone.now(),
    )
    messages.success(request, _("What you said has been kept."))
    return redirect("check_case", draft.pk)


def _take_back(request: HttpRequest, draft: CaseStudyPage, clearance_id: int) -> HttpResponse:
    api.take_clearance_back(draft=draft, person=person_of(request), clearance_id=clearance_id)
    messages.success(request, _("This detail stands in the way again."))
    return redirect("check_case", draft.pk)


def _page(request: HttpRequest, draft: CaseStudyPage, form: CheckForm, status: int = 200) -> HttpResponse:
    context = {
        "draft": draft,
        "form": form,
        "passages": api.passages_with_doubts(draft, api.doubts_in(draft)),
        "cleared": api.cleared_in(draft),
        "obstacles": api.obstacles_in(draft),
        "is_outdated": api.intake_is_outdated(draft),
        "page_title": _("Anonymity check"),
        "page_subtitle": draft.title,
    }
    return TemplateResponse(request, "casestudies/admin/check.html", context, status=status)
