"""The recall ladder: what was learnt comes back, a few questions a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessments import api
from assessments.forms.answers import AnswerForm
from assessments.forms.recall import StepForm
from assessments.selectors.asked import asked_in
from assessments.selectors.recall import cards_of, due_cards, face_of, was_answered_today
from assessments.selectors.upstairs import links_of_modules
from assessments.views.asking import municipality_of, person_of
from assessments.views.questions import Place, recall_question

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from assessments.models import RecallCard
    from assessments.selectors.recall import CardFace

UNUSABLE = 422


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The first card of today, or a word that there is nothing."""
    cards = due_cards(person_of(request), municipality_of(request), today=timezone.localdate())
    for card in cards:
        face = face_of(card)
        if face is not None:
            return _asked(request, face, left=len(cards))
    return render(request, "assessments/recall_empty.html")


@login_required
@require_http_methods(["GET", "POST"])
def card(request: HttpRequest, card_id: int) -> HttpResponse:
    """Answer a card; and look at what became of it."""
    found = get_object_or_404(cards_of(person_of(request), municipality_of(request)), pk=card_id)
    if request.method == "POST":
        return _answer(request, found)
    if not was_answered_today(found) or found.version_id is None:
        return redirect("assessments:recall")
    return _looked_back(request, found)


def _answer(request: HttpRequest, found: RecallCard) -> HttpResponse:
    face = face_of(found)
    step = StepForm(request.POST)
    if face is None or not step.is_valid() or step.cleaned_data["step"] != found.step:
        return redirect(found)  # sent before: what became of it stands there
    form = AnswerForm(request.POST, position=1, asked={face.version_id: face.asked})
    if not form.is_valid():
        return _asked(request, face, left=1, error=form.message)
    api.answer_recall_card(
        found.pk,
        step=step.cleaned_data["step"],
        version_id=face.version_id,
        shown=face.shown,
        answer=form.cleaned_data["answer"],
        now=timezone.now(),
    )
    return redirect(found)


def _asked(request: HttpRequest, face: CardFace, *, left: int, error: str = "") -> HttpResponse:
    place = Place(version_id=face.version_id, error=error)
    context = {
        "card": face.card,
        "question": recall_question(face.asked, {}, face.shown, place),
        "left": left,
        "module": links_of_modules([face.card.module])[0],
    }
    return render(request, "assessments/recall.html", context, status=UNUSABLE if error else 200)


def _looked_back(request: HttpRequest, found: RecallCard) -> HttpResponse:
    assert found.version_id is not None  # noqa: S101 - it was answered
    left = due_cards(person_of(request), municipality_of(request), today=timezone.localdate())
    place = Place(version_id=found.version_id, is_checked=True, verdict=found.step > 0)
    asked = asked_in([found.version_id])[found.version_id]
    context = {
        "card": found,
        "question": recall_question(asked, found.answer, found.shown, place),
        "left": len(left),
        "module": links_of_modules([found.module])[0],
    }
    return render(request, "assessments/recall_answered.html", context)
