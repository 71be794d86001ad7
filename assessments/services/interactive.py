"""Doing an interactive exercise: begin, keep what the package says, and tell the ledger when it is behind somebody."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.module_loading import import_string

from assessments.models import InteractivePlay, InteractiveStatement
from people.models import User
from records.api import Statement as Fact
from records.api import record
from records.choices import ActivityKind, Verb

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from assessments.models import InteractiveExercise
    from h5p.api import Statement
    from people.models import Municipality

MOST_TOLD = 5_000


class Received(Enum):
    """What became of a statement."""

    KEPT = auto()
    THERE_ALREADY = auto()
    CLOSED = auto()
    TOO_MANY = auto()
    NOWHERE = auto()


@transaction.atomic
def begin_play(
    *, person: User, municipality: Municipality, exercise: InteractiveExercise, now: datetime
) -> InteractivePlay:
    """The play that is open, or a new one of the version in use. Two tabs that begin at once share one."""
    User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    mine = InteractivePlay.objects.filter(person=person, municipality=municipality, exercise=exercise)
    going_on = mine.filter(finished_at__isnull=True).first()
    if going_on is not None:
        return going_on
    last = mine.aggregate(last=Max("number"))["last"] or 0
    package = exercise.package
    if package is None or package.current_id is None:
        message = "There is no file to play."
        raise ValueError(message)
    return InteractivePlay.objects.create(
        person=person,
        municipality=municipality,
        exercise=exercise,
        version_id=package.current_id,
        number=last + 1,
        title=exercise.title,
        started_at=now,
        played_at=now,
    )


@transaction.atomic
def keep_what_was_said(
    *,
    person: User,
    play_id: UUID,
    statement: Statement | None,
    state: dict[str, Any] | None,
    sequence: int,
    now: datetime,
) -> tuple[Received, InteractivePlay | None]:
    """Keep a statement and where somebody is, once, as long as the play is open. Four queries."""
    rows = InteractivePlay.objects.select_for_update(of=("self",)).filter(person=person, public_id=play_id)
    play = rows.first()
    refused = _why_not(play, statement)
    if play is None or refused is not None:
        return refused or Received.NOWHERE, play
    if state is not None and sequence > play.sequence:
        play.state, play.sequence = state, sequence
    play.played_at = now
    if statement is not None:
        _add(play, statement, now=now)
    play.save()
    return Received.KEPT, play


def _why_not(play: InteractivePlay | None, statement: Statement | None) -> Received | None:
    if play is None:
        return Received.NOWHERE
    if statement and play.statements.filter(statement_id=statement.id).exists():
        return Received.THERE_ALREADY
    if not play.is_open:
        return Received.CLOSED
    return Received.TOO_MANY if play.told >= MOST_TOLD else None


def _add(play: InteractivePlay, statement: Statement, *, now: datetime) -> None:
    InteractiveStatement.objects.create(
        play=play,
        municipality_id=play.municipality_id,
        statement_id=statement.id,
        verb=statement.verb,
        part=statement.part,
        result=statement.as_json(),
        said_at=now,
    )
    play.told += 1
    if statement.finishes:
        play.raw, play.best, play.percent = statement.raw, statement.best, statement.percent
        play.is_success = statement.is_success
        play.finished_at, play.needs_telling = now, True


@transaction.atomic
def tell_play(play_id: int) -> None:
    """Tell the ledger and who lives upstairs that an exercise is behind somebody. Twice is once."""
    rows = InteractivePlay.objects.select_for_update(of=("self",)).select_related(
        "exercise", "person", "municipality"
    )
    play = rows.filter(pk=play_id, needs_telling=True).first()
    if play is None or play.finished_at is None:
        return
    record(person=play.person, municipality=play.municipality, statement=_fact_about(play, play.finished_at))
    for name in settings.INTERACTIVE_TELL:
        import_string(name)(play)
    InteractivePlay.objects.filter(pk=play.pk).update(needs_telling=False)


def _fact_about(play: InteractivePlay, finished_at: datetime) -> Fact:
    """That somebody did an exercise: told by the exercise itself, so it is practice and shows nothing."""
    return Fact(
        verb=Verb.COMPLETED,
        activity_kind=ActivityKind.INTERACTIVE,
        activity=f"interactive:{play.exercise.code}",
        key=f"interactive:{play.exercise.code}:{play.number}",
        occurred_at=finished_at,
        title=play.title,
        result={"raw": play.raw, "max": play.best, "percent": play.percent, "success": play.is_success},
        context={"self_reported": True, "attempt": play.number, "version": play.version_id},
    )
