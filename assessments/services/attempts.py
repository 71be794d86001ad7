"""Beginning a test: the questions are drawn once and stay as they were drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessments.models import Attempt, AttemptItem
from assessments.permissions.taking import can_begin
from assessments.rules.drawing import draw, order_on_screen
from assessments.rules.terms import terms_as_json
from assessments.rules.timing import deadline, is_late
from assessments.selectors.asked import asked_in
from assessments.selectors.attempts import (
    attempts_of,
    extra_percent,
    questions_seen,
)
from assessments.selectors.quizzes import candidates, terms_of
from assessments.services.handing_in import close_attempt
from core.access import denied, require

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

    from assessments.models import Quiz
    from assessments.rules.drawing import Candidate, Drawn
    from assessments.rules.terms import Terms
    from people.models import Municipality, User


def begin_attempt(
    *, person: User, municipality: Municipality, quiz: Quiz, now: datetime, chance: Random
) -> Attempt:
    """The attempt on which somebody can work: the one that is open, or else a new one."""
    earlier = _attempts_around(person, municipality, quiz)
    found = _open_one(earlier, quiz)
    if found is not None and not is_late(found.deadline_at, now=now):
        return found
    if found is not None:
        close_attempt(found.pk, now=now)
        earlier = _attempts_around(person, municipality, quiz)
    require(can_begin(quiz, _at(quiz.pk, earlier), _at(quiz.needs_id, earlier), now=now))
    try:
        return _new_attempt(person, municipality, quiz, _at(quiz.pk, earlier), now, chance)
    except IntegrityError:
        found = _open_one(_attempts_around(person, municipality, quiz), quiz)
        if found is None:
            raise
        return found  # another tab was first, and this is the same wish


def _attempts_around(person: User, municipality: Municipality, quiz: Quiz) -> list[Attempt]:
    """Somebody's attempts at a test and at the one that comes first. One query."""
    return list(attempts_of(person, municipality).filter(quiz__in=[quiz.pk, quiz.needs_id or quiz.pk]))


def _at(quiz_id: int | None, attempts: list[Attempt]) -> list[Attempt]:
    return [attempt for attempt in attempts if attempt.quiz_id == quiz_id]


def _open_one(attempts: list[Attempt], quiz: Quiz) -> Attempt | None:
    return next((attempt for attempt in _at(quiz.pk, attempts) if attempt.is_open), None)


@transaction.atomic
def _new_attempt(
    person: User, municipality: Municipality, quiz: Quiz, mine: list[Attempt], now: datetime, chance: Random
) -> Attempt:
    terms = terms_of(quiz)
    found = candidates(terms.draw, purpose=quiz.purpose, municipality=municipality)
    drawn = draw(terms.draw, found, source=chance, seen=questions_seen(mine))
    _require_enough(drawn, terms)
    attempt = Attempt.objects.create(
        person=person,
        municipality=municipality,
        quiz=quiz,
        number=max((each.number for each in mine), default=0) + 1,
        title=quiz.title,
        terms=terms_as_json(terms),
        started_at=now,
        deadline_at=_deadline(person, municipality, terms, now),
    )
    _put_questions(attempt, drawn, found, chance)
    return attempt


def _put_questions(
    attempt: Attempt, drawn: Drawn, competencies: dict[Candidate, str], chance: Random
) -> None:
    asked = asked_in([candidate.version for candidate in drawn.chosen])
    AttemptItem.objects.bulk_create(
        AttemptItem(
            attempt=attempt,
            municipality_id=attempt.municipality_id,
            position=position,
            version_id=candidate.version,
            question=candidate.question,
            module=candidate.module,
            competency=competencies[candidate],
            shown=order_on_screen(asked[candidate.version].item, source=chance),
        )
        for position, candidate in enumerate(drawn.chosen, start=1)
    )


def _require_enough(drawn: Drawn, terms: Terms) -> None:
    """A test that counts is asked as it was meant; a quiz to learn from may be shorter for a while."""
    if not drawn.chosen or not (drawn.is_complete or terms.is_private):
        require(denied(_("This test is not ready yet: there are not enough questions. Try again later.")))
    if terms.is_nobodys_to_mark and not any(candidate.is_scored for candidate in drawn.chosen):
        require(denied(_("This test is not ready yet: nobody can pass it as it is. Try again later.")))


def _deadline(person: User, municipality: Municipality, terms: Terms, now: datetime) -> datetime | None:
    extra = 0 if terms.minutes is None else extra_percent(person, municipality)
    return deadline(now, minutes=terms.minutes, extra_percent=extra)
