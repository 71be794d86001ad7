"""Reads of what tests can draw from: which fall short, now or without some question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from assessments.choices import AttemptState
from assessments.models import Attempt, AttemptItem, Question, QuestionVersion, Quiz
from assessments.rules.drawing import Candidate
from assessments.selectors.quizzes import gap_texts, terms_of
from people.api import everywhere

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from assessments.rules.terms import Terms

Row = tuple[Candidate, str, int | None]  # with the bank that it is in and whose it is


@dataclass(frozen=True, slots=True)
class Supply:
    """A test, and what the bank lacks for it in sentences."""

    quiz: Quiz
    gaps: tuple[str, ...]
    may_be_shorter: bool  # what only teaches goes on with fewer questions


def supplies(quizzes: Iterable[Quiz], *, without: Collection[int] = ()) -> list[Supply]:
    """How each test stands when these questions would not be there. One query, and one for the tests."""
    bank = _bank(without)
    return [_supply(quiz, terms_of(quiz), bank) for quiz in quizzes]


def short_supplies(quizzes: Iterable[Quiz], *, without: Collection[int] = ()) -> list[Supply]:
    """Only the tests that fall short. One query, and one for the tests."""
    return [supply for supply in supplies(quizzes, without=without) if supply.gaps]


def quizzes_that_ask(question: Question) -> list[Quiz]:
    """The tests online that always ask a question, or can draw it. One query."""
    candidate = Candidate(0, question.identifier, question.module)
    around = Quiz.objects.filter(live=True, purpose=question.purpose)
    if question.municipality_id is not None:
        around = around.filter(municipality__in=[question.municipality_id]) | around.filter(municipality=None)
    return [quiz for quiz in around if _asks(terms_of(quiz), candidate)]


def quizzes_that_need(quiz: Quiz) -> list[Quiz]:
    """The tests online that somebody can only begin after this one. One query."""
    return list(Quiz.objects.filter(live=True, needs=quiz))


def busy_with(thing: Question | Quiz) -> int:
    """How many tests are being taken at this moment in which this question, or this test, is asked. One query."""
    with everywhere():
        if isinstance(thing, Question):
            asked = AttemptItem.objects.filter(version__question=thing, attempt__state=AttemptState.OPEN)
            return asked.order_by().values("attempt").distinct().count()
        return Attempt.objects.filter(quiz=thing, state=AttemptState.OPEN).count()


def _bank(without: Collection[int]) -> list[Row]:
    versions = QuestionVersion.objects.filter(question=OuterRef("pk"))
    rows = Question.objects.filter(Exists(versions), live=True).exclude(pk__in=without).order_by()
    return [
        (Candidate(pk, identifier, module), purpose, municipality)
        for pk, identifier, module, purpose, municipality in rows.values_list(
            "pk", "identifier", "module", "purpose", "municipality"
        )
    ]


def _supply(quiz: Quiz, terms: Terms, bank: list[Row]) -> Supply:
    reach = {None, quiz.municipality_id}
    there = [candidate for candidate, purpose, whose in bank if purpose == quiz.purpose and whose in reach]
    return Supply(quiz, tuple(gap_texts(terms.draw, there)), terms.is_private)


def _asks(terms: Terms, candidate: Candidate) -> bool:
    strata = terms.draw.strata
    return candidate.question in terms.draw.fixed or any(stratum.covers(candidate) for stratum in strata)
