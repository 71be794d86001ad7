"""In the admin: what a mended key would do to results, and the decision about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from assessments.api import regrading as api
from assessments.forms.regrading import RegradeForm
from assessments.models import Question
from assessments.views.asking import person_of
from core.admin import WORKING, admin_page, within_reach

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "POST"])
def regrade(request: HttpRequest, question_id: int) -> HttpResponse:
    """The effect in numbers, and a form that asks why."""
    question = get_object_or_404(within_reach(Question, request, WORKING), pk=question_id)
    may_regrade = api.can_regrade(person_of(request), question)
    if not may_regrade:
        raise PermissionDenied(may_regrade.reason)
    if request.method == "POST":
        return _decide(request, question)
    prospect = api.prospect(question)
    form = RegradeForm(initial={"version": prospect.version and prospect.version.pk})
    return _page(request, question, prospect, form)


def _decide(request: HttpRequest, question: Question) -> HttpResponse:
    form = RegradeForm(request.POST)
    if not form.is_valid():
        return _page(request, question, api.prospect(question), form, status=422)
    try:
        done = api.regrade(
            question=question,
            version_id=form.cleaned_data["version"],
            person=person_of(request),
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
    except api.KeyChangedMeanwhileError:
        form.add_error(None, _("The question was published again meanwhile. Look at the numbers again."))
        prospect = api.prospect(question)
        form.data = {**request.POST.dict(), "version": prospect.version and prospect.version.pk}
        return _page(request, question, prospect, form, status=422)
    number = sum(each.attempts for each in done)
    told = ngettext("%(number)s answer was weighed again.", "%(number)s answers were weighed again.", number)
    messages.success(request, told % {"number": number})
    return redirect(edit_url(question))


def _page(
    request: HttpRequest, question: Question, prospect: Any, form: RegradeForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "question": question,
        "prospect": prospect,
        "form": form,
        **admin_page(_("Weigh answers again"), (edit_url(question), str(question)), icon="help"),
    }
    return TemplateResponse(request, "assessments/bank/regrade.html", context, status=status)


def edit_url(question: Question) -> str:
    """The editor of a question."""
    return reverse(question.snippet_viewset.get_url_name("edit"), args=[question.pk])
