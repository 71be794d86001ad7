"""In the admin: taking a question or a test off line, with what that means, and putting it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from assessments.api import on_line as api
from assessments.forms.on_line import OffLineForm
from assessments.models import Question, Quiz
from assessments.views.asking import person_of
from core.admin import WORKING, admin_page, within_reach

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

KINDS: dict[str, type[Question] | type[Quiz]] = {"vraag": Question, "toets": Quiz}
WORDS = {kind: word for word, kind in KINDS.items()}


@require_http_methods(["GET", "POST"])
def off_line(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What happens to running tests and to tests that draw from it, and the button."""
    thing = _thing(request, kind, pk)
    may = api.can_take_off_line(thing)
    if not may:
        messages.warning(request, str(may.reason))
        return redirect(edit_url(thing))
    meaning = _meaning_of_question(thing) if isinstance(thing, Question) else _meaning_of_quiz(thing)
    sent = request.POST if request.method == "POST" else None
    form = OffLineForm(sent, stops_tests=bool(meaning.get("stopped")))
    if form.is_valid():
        api.take_off_line(thing, person=person_of(request))
        messages.success(request, _("“%(thing)s” is off line.") % {"thing": thing})
        return redirect(edit_url(thing))
    context = {**meaning, "form": form}
    status = 422 if form.is_bound else 200
    return _page(request, thing, _("Take off line"), "assessments/bank/off_line.html", context, status=status)


@require_http_methods(["GET", "POST"])
def put_back(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What was online last is online again, after a look at what that is."""
    thing = _thing(request, kind, pk)
    may = api.can_put_back(thing)
    if not may:
        messages.warning(request, str(may.reason))
        return redirect(edit_url(thing))
    if request.method == "GET":
        revision = api.published_last(thing)
        newer = revision is not None and revision.pk != thing.latest_revision_id
        context = {"revision": revision, "has_newer_draft": newer}
        return _page(request, thing, _("Put it back"), "assessments/bank/put_back.html", context)
    api.put_back(thing, person=person_of(request))
    messages.success(request, _("“%(thing)s” is online again, as it was.") % {"thing": thing})
    return redirect(edit_url(thing))


def edit_url(thing: Question | Quiz) -> str:
    """The editor."""
    return reverse(thing.snippet_viewset.get_url_name("edit"), args=[thing.pk])


def off_line_url(thing: Question | Quiz) -> str:
    """Where it is taken off line."""
    return reverse("assessments_on_line:off_line", args=[WORDS[type(thing)], thing.pk])


def put_back_url(thing: Question | Quiz) -> str:
    """Where it comes back."""
    return reverse("assessments_on_line:put_back", args=[WORDS[type(thing)], thing.pk])


def _thing(request: HttpRequest, kind: str, pk: int) -> Question | Quiz:
    if kind not in KINDS:
        raise Http404
    found: Question | Quiz = get_object_or_404(within_reach(KINDS[kind], request, WORKING), pk=pk)
    return found


def _meaning_of_question(question: Question) -> dict[str, Any]:
    around = api.quizzes_that_ask(question)
    after = api.supplies(around, without=[question.pk])
    return {
        "busy": api.busy_with(question),
        "enough": [supply for supply in after if not supply.gaps],
        "shorter": [supply for supply in after if supply.gaps and supply.may_be_shorter],
        "stopped": [supply for supply in after if supply.gaps and not supply.may_be_shorter],
    }


def _meaning_of_quiz(quiz: Quiz) -> dict[str, Any]:
    return {"busy": api.busy_with(quiz), "needed_by": api.quizzes_that_need(quiz), "is_quiz": True}


def _page(
    request: HttpRequest,
    thing: Question | Quiz,
    title: str,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    told = {
        **admin_page(title, (edit_url(thing), str(thing)), icon="help"),
        **context,
        "thing": thing,
        "edit_url": edit_url(thing),
    }
    return TemplateResponse(request, template, told, status=status)
