"""Keeping answers. One statement, and the newest stays whatever the order in which they come."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Q

from assessments.choices import AttemptState
from assessments.models import Attempt, AttemptItem
from assessments.rules.feedback import can_be_checked
from assessments.rules.terms import terms_from_json
from assessments.rules.timing import ON_ITS_WAY, is_late
from assessments.selectors.asked import asked_in
from assessments.selectors.attempts import Whereabouts, whereabouts
from assessments.services.handing_in import SCORED, close_attempt, score_item
from core import compiled
from people.api import CompiledUpdateWithin

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from django.db.models import QuerySet

    from people.models import User

KEPT_FIELDS = ["answer", "is_flagged", "sequence", "answered_at"]


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as a whole form brings it: `was` is how far the question was when that form was drawn."""

    position: int
    version_id: int
    answer: dict[str, Any]
    is_flagged: bool
    was: int


class Kept(StrEnum):
    """What came of an answer that arrived."""

    SAVED = "saved"
    NEWER_IS_THERE = "newer_is_there"
    CHECKED = "checked"
    HANDED_IN = "handed_in"
    TIME_UP = "time_up"
    NOWHERE = "nowhere"


def _open_question() -> QuerySet[AttemptItem]:
    """A question of somebody's own open attempt that has no newer answer."""
    open_attempt = Attempt.objects.filter(
        Q(deadline_at=None) | Q(deadline_at__gte=compiled.Given("in_time")),
        pk=compiled.Given("attempt"),
        person=compiled.Given("person"),
        state=AttemptState.OPEN,
    )
    # Who hands in holds this row until the question has its points; an answer that waited for that comes too late.
    return AttemptItem.objects.filter(
        attempt__in=open_attempt,
        position=compiled.Given("position"),
        version=compiled.Given("version"),
        sequence__lt=compiled.Given("sequence"),
        max_points=None,
    )


_KEEP = CompiledUpdateWithin(
    _open_question,
    answer=compiled.Given("answer"),
    is_flagged=compiled.Given("is_flagged"),
    sequence=compiled.Given("sequence"),
    answered_at=compiled.Given("now"),
)


def answer_question(
    *,
    person: User,
    attempt_id: int,
    position: int,
    version_id: int,
    answer: dict[str, Any],
    is_flagged: bool,
    sequence: int,
    now: datetime,
) -> Kept:
    """Keep an answer to a question of somebody's own open attempt. One query when it is kept."""
    kept = _KEEP.make(
        attempt=attempt_id,
        person=person.pk,
        in_time=now - ON_ITS_WAY,
        position=position,
        version=version_id,
        sequence=sequence,
        answer=connection.ops.adapt_json_value(answer, None),
        is_flagged=is_flagged,
        now=now,
    )
    if kept:
        return Kept.SAVED
    found = whereabouts(person=person, attempt_id=attempt_id, position=position, version_id=version_id)
    return Kept.NOWHERE if found is None else _why_not(found, attempt_id, sequence, now)


def _why_not(found: Whereabouts, attempt_id: int, sequence: int, now: datetime) -> Kept:
    if found.state == AttemptState.TIME_UP:
        return Kept.TIME_UP
    if found.is_handed_in:
        return Kept.HANDED_IN
    if close_attempt(attempt_id, now=now).state == AttemptState.TIME_UP:
        return Kept.TIME_UP
    if found.is_checked:
        return Kept.CHECKED
    # The same answer once more, because its confirmation got lost.
    return Kept.SAVED if found.sequence == sequence else Kept.NEWER_IS_THERE


@transaction.atomic
def keep_answers(*, attempt: Attempt, given: Collection[Given], now: datetime) -> set[int]:
    """Keep what a whole form brings; gives the positions where something newer had come from elsewhere. Two queries."""
    rows = {row.position: row for row in attempt.items.select_for_update().filter(max_points=None)}
    changed, elsewhere = [], set()
    for each in given:
        row = rows.get(each.position)
        if row is None or row.version_id != each.version_id:
            continue
        if (row.answer, row.is_flagged) == (each.answer, each.is_flagged):
            continue
        if row.sequence > each.was:
            elsewhere.add(each.position)
            continue
        row.answer, row.is_flagged, row.answered_at = each.answer, each.is_flagged, now
        row.sequence = max(row.sequence + 1, int(now.timestamp() * 1000))
        changed.append(row)
    AttemptItem.objects.bulk_update(changed, KEPT_FIELDS)
    return elsewhere


@transaction.atomic
def check_answer(*, attempt: Attempt, position: int, now: datetime) -> bool:
    """Say at once whether an answer is right, where a test does so; from then on that answer stays."""
    row = (
        attempt.items.select_for_update().filter(position=position, attempt__state=AttemptState.OPEN).first()
    )
    may_be = can_be_checked(terms_from_json(attempt.terms).feedback)
    if row is None or not may_be or is_late(attempt.deadline_at, now=now):
        return False
    if row.checked_at is None and row.answer:
        score_item(row, asked_in([row.version_id])[row.version_id].item)
        row.checked_at = now
        row.save(update_fields=[*SCORED, "checked_at"])
    return row.checked_at is not None
