"""Open answers that wait for markers, and people who may mark them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.timezone import localdate

from assessments.choices import CountsFor, QuestionKind
from assessments.models import Attempt, MarkingJob
from people.api import everywhere
from people.choices import Role
from people.models import Municipality, Team, User
from tests.factories.observations import calibrate
from tests.factories.people import person_with
from tests.factories.quizzes import QuizFactory, answer, bank, begun, by_chance, handed_in

# A module of its own, so that no other test draws an open question.
MODULE = "M9"
TEXT = "Ik zou vragen wat zij zelf wil."


def open_test(**fields: Any) -> Any:
    """A test with one open question that counts."""
    bank(1, kind=QuestionKind.OPEN, module=MODULE)
    return QuizFactory(
        **{
            "counts_for": CountsFor.CERTIFICATE,
            "pass_percent": 60,
            "blocks": [by_chance(1, MODULE)],
            **fields,
        }
    )


def answered(person: User, municipality: Municipality, *, text: str = TEXT, quiz: Any = None) -> Attempt:
    """Somebody answered an open question and handed it in."""
    attempt = begun(quiz or open_test(), person, municipality)
    answer(attempt, 1, {"text": text})
    return handed_in(attempt)


def job_of(attempt: Attempt) -> MarkingJob:
    """What waits to be marked of an attempt."""
    with everywhere():
        return MarkingJob.objects.get(answer__attempt=attempt)


def marker_in(
    municipality: Municipality,
    *,
    role: Role = Role.TRAINER,
    team: Team | None = None,
    on: date | None = None,
) -> User:
    """Somebody who may mark: a calibrated trainer, unless said otherwise."""
    marker = person_with(role, municipality=municipality, team=team)
    calibrate(marker, municipality, on=on or localdate() - timedelta(days=1))  # also just after midnight
    return marker
