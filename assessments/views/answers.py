"""One answer at a time, by script: it saves by itself, and says where the answer is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments import api
from assessments.forms.answers import AnswerForm, version_sent
from assessments.rules.completeness import completeness
from assessments.selectors.asked import asked_in
from assessments.selectors.attempts import questions_of, whereabouts
from assessments.views.asking import own_attempt_or_404, person_of
from assessments.views.attempt_page import CHECK, CONFLICT, draw_question
from assessments.views.common import by_script, sign_in_first

if TYPE_CHECKING:
    from django.http import HttpRequest

    from assessments.rules.masking import Asked
    from assessments.views.questions import QuestionView


@require_POST
def answer(request: HttpRequest, attempt_id: int, position: int) -> HttpResponse:
    """One answer, by script."""
    here = f"{reverse('assessments:attempt', args=[attempt_id])}#vraag-{position}"
    if not request.user.is_authenticated:
        return sign_in_first(request, here)
    version_id = version_sent(request.POST, position)
    asked = asked_in([version_id]) if version_id else {}
    form = AnswerForm(request.POST, position=position, asked=asked)
    if not form.is_valid():
        return _refused(request, attempt_id, form.message)
    filled = form.cleaned_data
    kept = api.answer_question(
        person=person_of(request),
        attempt_id=attempt_id,
        position=position,
        version_id=filled["version"],
        answer=filled["answer"],
        is_flagged=filled["flag"],
        sequence=filled["sequence"],
        now=timezone.now(),
    )
    if kept == api.Kept.NOWHERE:
        raise Http404
    if not by_script(request):
        return redirect(here)
    return _told(request, attempt_id, position, kept, filled, asked)


def _refused(request: HttpRequest, attempt_id: int, message: str) -> HttpResponse:
    """A wrong answer is told so, and only to whose test it is."""
    own_attempt_or_404(request, attempt_id)
    return JsonResponse({"status": "failed", "message": message}, status=422)


def _told(
    request: HttpRequest,
    attempt_id: int,
    position: int,
    kept: api.Kept,
    filled: dict[str, Any],
    asked: dict[int, Asked],
) -> JsonResponse:
    if kept in _WHY_NOT:
        url = reverse("assessments:result", args=[attempt_id])
        return JsonResponse({"status": "failed", "message": _WHY_NOT[kept](), "url": url}, status=CONFLICT)
    if kept == api.Kept.SAVED and CHECK in request.POST:
        return _checked(request, attempt_id, position)
    how_far = completeness(asked[filled["version"]].item, filled["answer"])
    state = "later" if filled["flag"] else str(how_far)
    told = {"status": "saved", "sequence": filled["sequence"], "state": state, "message": filled["hint"]}
    if kept == api.Kept.NEWER_IS_THERE:
        told["message"] = _("A newer answer is kept already, from another page or device.")
        told["sequence"] = _newest(request, attempt_id, position, filled)
    return JsonResponse(told)


def _newest(request: HttpRequest, attempt_id: int, position: int, filled: dict[str, Any]) -> int:
    """Past which number the next answer has to come, also from a device whose clock is slow."""
    found = whereabouts(
        person=person_of(request),
        attempt_id=attempt_id,
        position=position,
        version_id=filled["version"],
    )
    return found.sequence if found else 0


_WHY_NOT = {
    api.Kept.TIME_UP: lambda: _(
        "The time is up, so this answer does not count. What was saved before counts."
    ),
    api.Kept.HANDED_IN: lambda: _("This test was handed in already. What was saved before counts."),
    api.Kept.CHECKED: lambda: _("This answer was checked already, so it stays as it was."),
}


def _checked(request: HttpRequest, attempt_id: int, position: int) -> JsonResponse:
    found = own_attempt_or_404(request, attempt_id)
    is_checked = api.check_answer(attempt=found, position=position, now=timezone.now())
    questions = questions_of(found)
    row, asked = questions[position - 1]
    view = draw_question(found, row, asked, len(questions))
    html = render_to_string(
        "assessments/_question.html", {"question": view, "csrf_token": get_token(request)}, request=None
    )
    said = _said(view) if is_checked else _("Choose an answer first.")
    return JsonResponse(
        {"status": "saved", "html": html, "announce": said, "sequence": row.sequence, "state": view.state}
    )


def _said(view: QuestionView) -> str:
    if view.place.verdict is None:
        return _("Compare your answer with what stands below it.")
    return _("Right.") if view.place.verdict else _("Not quite.")
