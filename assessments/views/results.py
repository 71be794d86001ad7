"""Handing in, the result, and all tests of somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessments import api
from assessments.choices import Measure, QuestionKind, RedFlag
from assessments.models import Attempt
from assessments.rules.attempts import that_counts
from assessments.rules.completeness import Completeness, completeness
from assessments.rules.feedback import Moment, shown
from assessments.rules.results import result_from_json
from assessments.rules.terms import terms_from_json
from assessments.selectors.attempts import attempts_of, questions_of, tries
from assessments.selectors.marked import found_in
from assessments.selectors.regrading import regrades_of
from assessments.selectors.sentences import percent_text, score_text, why_not_passed
from assessments.selectors.upstairs import links_of_modules
from assessments.views.asking import municipality_of, own_attempt_or_404, person_of, standing_of
from assessments.views.common import sign_in_first
from assessments.views.questions import settled_question

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from assessments.models import AttemptItem, Quiz
    from assessments.rules.masking import Asked
    from assessments.rules.passing import Result
    from assessments.selectors.upstairs import ModuleLink

Questions = list[tuple["AttemptItem", "Asked"]]


@require_http_methods(["GET", "POST"])
def hand_in(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """What is still open, and the button with which an attempt is handed in; pressed twice is once."""
    if not request.user.is_authenticated:
        return sign_in_first(request, reverse("assessments:hand_in", args=[attempt_id]))
    if request.method == "POST":
        try:
            done = api.hand_in_attempt(person=person_of(request), attempt_id=attempt_id, now=timezone.now())
        except Attempt.DoesNotExist:
            raise Http404 from None
        return redirect(done)
    found = own_attempt_or_404(request, attempt_id)
    if not found.is_open:
        return redirect(found)
    questions = questions_of(found)
    context = {
        "attempt": found,
        "total": len(questions),
        "unanswered": _positions(questions, Completeness.NONE),
        "half": _positions(questions, Completeness.PART),
        "flagged": [row.position for row, _ in questions if row.is_flagged],
        "is_in_points": terms_from_json(found.terms).norm.measure == Measure.POINTS,
    }
    return render(request, "assessments/hand_in.html", context)


@login_required
@require_safe
def result(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """How an attempt went, and what to do again; no more of the key than the test allows."""
    found = own_attempt_or_404(request, attempt_id)
    if found.is_open:
        return redirect(found)
    terms, outcome = terms_from_json(found.terms), result_from_json(found.result)
    view = shown(terms.feedback, Moment.HANDED_IN)
    questions = questions_of(found)
    context = {
        "attempt": found,
        "terms": terms,
        "result": outcome,
        "percent": percent_text(outcome.percent),
        "score": score_text(outcome, terms.norm),
        "reasons": why_not_passed(outcome),
        "again": links_of_modules(outcome.again),
        "modules": _module_rows(outcome),
        "counts_right": terms.norm.measure == Measure.RIGHT,
        "questions": _settled(questions, terms.feedback) if view.verdict else [],
        "principles": _principles(questions) if view.principle and not view.key else [],
        "regrades": list(regrades_of(found)),
        "discuss": _flags(questions) if outcome.discuss and not view.key else [],
    }
    return render(request, "assessments/result.html", context)


@dataclass(frozen=True)
class TestLine:
    """One test on the page with all of them."""

    quiz: Quiz
    attempts: list[Attempt]
    best: Attempt | None
    open_attempt: Attempt | None

    @property
    def waiting(self) -> Attempt | None:
        """The latest attempt, while a person still has to mark something of it."""
        done = [attempt for attempt in self.attempts if not attempt.is_open]
        return done[0] if done and done[0].waits else None

    @property
    def is_done(self) -> bool:
        """Whether it is behind somebody."""
        if self.best is None:
            return False
        return bool(self.best.is_passed) or not terms_from_json(self.best.terms).must_be_passed

    @property
    def state(self) -> str:
        """How far it is."""
        if self.waiting and not (self.best and self.best.is_passed):
            return "now" if self.open_attempt else "marked"
        if self.is_done:
            return "done"
        return "now" if self.open_attempt or self.attempts else "next"


@login_required
@require_safe
def my_tests(request: HttpRequest) -> HttpResponse:
    """All tests that somebody began; each with what counts."""
    attempts = list(attempts_of(person_of(request), municipality_of(request)))
    visible = {quiz.pk for quiz in api.quizzes_visible_to(standing_of(request)).defer("draw")}
    return render(request, "assessments/my_tests.html", {"lines": _lines(attempts), "visible": visible})


def _lines(attempts: Iterable[Attempt]) -> list[TestLine]:
    by_quiz: dict[Quiz, list[Attempt]] = {}
    for attempt in attempts:
        by_quiz.setdefault(attempt.quiz, []).append(attempt)
    return [
        TestLine(
            quiz=quiz,
            attempts=mine,
            best=best_of(mine, quiz),
            open_attempt=next((attempt for attempt in mine if attempt.is_open), None),
        )
        for quiz, mine in by_quiz.items()
    ]


def best_of(attempts: list[Attempt], quiz: Quiz) -> Attempt | None:
    """The attempt that counts."""
    best = that_counts(tries(attempts), grading=quiz.grading)
    return next((attempt for attempt in attempts if best and attempt.number == best.number), None)


def _positions(questions: Questions, how_far: Completeness) -> list[int]:
    return [row.position for row, asked in questions if completeness(asked.item, row.answer) == how_far]


def _settled(questions: Questions, feedback: str) -> list[object]:
    found = found_in([row.pk for row, asked in questions if asked.item.kind == QuestionKind.OPEN])
    return [
        settled_question(row, asked, total=len(questions), feedback=feedback, found=found.get(row.pk, ()))
        for row, asked in questions
    ]


def _module_rows(result: Result) -> list[tuple[ModuleLink, object, str]]:
    links = links_of_modules([score.module for score in result.modules])
    return [
        (link, score, percent_text(score.percent)) for link, score in zip(links, result.modules, strict=True)
    ]


def _principles(questions: Questions) -> list[tuple[ModuleLink, list[str]]]:
    """What lies behind the wrong answers, by module; never which question it was."""
    by_module: dict[str, set[str]] = {}
    for row, asked in questions:
        if row.points is not None and not row.is_right and asked.item.principle:
            by_module.setdefault(row.module, set()).add(asked.item.principle)
    return [(link, sorted(by_module[link.code])) for link in links_of_modules(list(by_module))]


def _flags(questions: Questions) -> list[str]:
    """What must never be done, of the situations where it was chosen."""
    return sorted({str(RedFlag(row.red_flag).label) for row, _ in questions if row.red_flag})
