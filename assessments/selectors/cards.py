"""A test in a few words, for who shows it elsewhere: what it is and how it went for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from assessments.models import Attempt, Quiz
from assessments.rules.attempts import that_counts
from assessments.selectors.attempts import tries
from assessments.selectors.quizzes import must_be_passed, terms_of
from assessments.selectors.sentences import percent_text

if TYPE_CHECKING:
    from collections.abc import Collection

    from people.models import Municipality, User


@dataclass(frozen=True)
class TestCard:
    """A test as it stands in a lesson, with somebody's own attempts."""

    title: str
    url: str
    questions: int
    minutes: int
    must_be_passed: bool
    best: Attempt | None = None
    open_attempt: Attempt | None = None

    @property
    def percent(self) -> str:
        """The score that counts, as people read it."""
        return percent_text(self.best.percent) if self.best and self.best.percent is not None else ""


def test_cards(
    person: User | None, municipality: Municipality | None, codes: Collection[str]
) -> dict[str, TestCard]:
    """These tests by code, as far as somebody may take them. Two queries, whatever their number."""
    own = Q(municipality=None) | Q(municipality=municipality) if municipality else Q(municipality=None)
    quizzes = list(Quiz.objects.filter(own, live=True, code__in=codes))
    mine = _attempts(person, municipality, quizzes)
    return {quiz.code: _card(quiz, mine.get(quiz.pk, [])) for quiz in quizzes}


def _attempts(
    person: User | None, municipality: Municipality | None, quizzes: list[Quiz]
) -> dict[int, list[Attempt]]:
    if person is None or municipality is None:
        return {}
    by_quiz: dict[int, list[Attempt]] = {}
    for attempt in Attempt.objects.filter(person=person, municipality=municipality, quiz__in=quizzes):
        by_quiz.setdefault(attempt.quiz_id, []).append(attempt)
    return by_quiz


def _card(quiz: Quiz, attempts: list[Attempt]) -> TestCard:
    best = that_counts(tries(attempts), grading=quiz.grading)
    return TestCard(
        title=quiz.title,
        url=quiz.get_absolute_url(),
        questions=terms_of(quiz).draw.count,
        minutes=quiz.guide_minutes,
        must_be_passed=must_be_passed(quiz),
        best=next((each for each in attempts if best and each.number == best.number), None),
        open_attempt=next((each for each in attempts if each.is_open), None),
    )
