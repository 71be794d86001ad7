"""Taking a test: begin, answer on one plain form, come back to it."""

from __future__ import annotations

from random import SystemRandom
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import api
from assessments.rules.timing import is_late
from assessments.selectors.attempts import attempts_of, questions_of
from assessments.selectors.quizzes import number_of_questions, terms_of
from assessments.selectors.sentences import norm_text
from assessments.views.asking import municipality_of, own_attempt_or_404, person_of, standing_of
from assessments.views.attempt_page import CHECK, CONFLICT, Questions, Sent, draw_page, draw_too_late
from assessments.views.common import sign_in_first
from core.forms.parking import unpark

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from assessments.models import Attempt, Quiz

MOVE, GO, END = "move", "go", "end"
LONGEST_NUMBER = 4
UNUSABLE = 422


@login_required
@require_safe
def quiz(request: HttpRequest, code: str) -> HttpResponse:
    """What a test is, how often and how long, and the way in."""
    found, attempts = _quiz_and_attempts(request, code)
    mine = [attempt for attempt in attempts if attempt.quiz_id == found.pk]
    before = [attempt for attempt in attempts if attempt.quiz_id == found.needs_id]
    terms = terms_of(found)
    context = {
        "quiz": found,
        "terms": terms,
        "number": number_of_questions(found, municipality=municipality_of(request)),
        "norm": norm_text(terms.norm),
        "open_attempt": next((attempt for attempt in mine if attempt.is_open), None),
        "attempts": [attempt for attempt in mine if not attempt.is_open],
        "may_begin": api.can_begin(found, mine, before, now=timezone.now()),
    }
    return render(request, "assessments/quiz.html", context)


@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a test, or go on with it."""
    if not request.user.is_authenticated:
        return sign_in_first(request, reverse("assessments:quiz", args=[code]))
    found = get_object_or_404(api.quizzes_visible_to(standing_of(request)), code=code)
    try:
        attempt = api.begin_attempt(
            person=person_of(request),
            municipality=municipality_of(request),
            quiz=found,
            now=timezone.now(),
            chance=SystemRandom(),
        )
    except PermissionDenied as refused:
        context = {"quiz": found, "reason": str(refused)}
        return render(request, "assessments/quiz_closed.html", context, status=403)
    return redirect(attempt)


@require_http_methods(["GET", "POST"])
def attempt(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """All questions of an open attempt; posted as a whole by who has no scripts."""
    here = reverse("assessments:attempt", args=[attempt_id])
    if not request.user.is_authenticated:
        return sign_in_first(request, here)
    found = own_attempt_or_404(request, attempt_id)
    if is_late(found.deadline_at, now=timezone.now()):
        found = api.close_attempt(found.pk, now=timezone.now())
    questions = questions_of(found)
    if request.method == "POST":
        return _keep_form(request, found, questions)
    if not found.is_open:
        return redirect(found)
    sent = Sent.read(unpark(request, here), questions)
    return draw_page(request, found, questions, sent.not_kept(sent.given))


def _keep_form(request: HttpRequest, found: Attempt, questions: Questions) -> HttpResponse:
    sent = Sent.read(request.POST, questions)
    if not found.is_open:
        return draw_too_late(request, found, questions, sent)
    elsewhere = api.keep_answers(attempt=found, given=sent.given.values(), now=timezone.now())
    place = _asked_to_check(request)
    if place and place not in elsewhere and place not in sent.errors:
        api.check_answer(attempt=found, position=place, now=timezone.now())
    if sent.errors or elsewhere:
        status = UNUSABLE if sent.errors else CONFLICT
        return draw_page(request, found, questions_of(found), sent.not_kept(elsewhere), status=status)
    if request.POST.get(GO) == END:
        return redirect("assessments:hand_in", found.pk)
    place = place or next(
        (row.position for row, _ in questions if f"{row.position}-{MOVE}" in request.POST), 0
    )
    return redirect(f"{found.get_absolute_url()}{f'#vraag-{place}' if place else '#vragen'}")


def _asked_to_check(request: HttpRequest) -> int:
    value = request.POST.get(CHECK, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < LONGEST_NUMBER else 0


def _quiz_and_attempts(request: HttpRequest, code: str) -> tuple[Quiz, list[Attempt]]:
    found = get_object_or_404(api.quizzes_visible_to(standing_of(request)), code=code)
    around = attempts_of(person_of(request), municipality_of(request)).filter(
        quiz__in=[found.pk, found.needs_id or found.pk]
    )
    return found, list(around)
