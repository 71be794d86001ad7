"""Comparing stored progress with the ledger, and mending it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from people.api import everywhere
from records.choices import ActivityKind, Verb
from records.models import Record

from courses.models import LessonPage, LessonPart, LessonProgress
from courses.rules.replay import Difference, Owner, Told, differences, replay

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

AT_ONCE = 5000


def ledger_differences() -> list[Difference]:
    """Tell all lesson progress again from the ledger and give every difference. A fixed number of queries."""
    with everywhere():
        parts = list(LessonPart.objects.values_list("lesson_id", "key"))
        return differences(_told(parts), _stored(), asked=_asked(parts))


@transaction.atomic
def mend_progress() -> int:
    """Bring stored progress in line with the ledger, and say how many rows were wrong."""
    with everywhere():
        parts = list(LessonPart.objects.values_list("lesson_id", "key"))
        told, asked = _told(parts), _asked(parts)
        wrong = {(d.person_id, d.municipality_id, d.lesson_id) for d in differences(told, _stored(), asked=asked)}
        for owner in wrong:
            _write(owner, told.get(owner, Told()))
        return len(wrong)


def _write(owner: Owner, told: Told) -> None:
    person_id, municipality_id, lesson_id = owner
    LessonProgress.objects.update_or_create(
        person_id=person_id,
        municipality_id=municipality_id,
        lesson_id=lesson_id,
        defaults={"done_keys": sorted(told.done_keys), "completed_at": told.completed_at},
        create_defaults={
            "done_keys": sorted(told.done_keys),
            "completed_at": told.completed_at,
            "seen_at": told.completed_at or timezone.now(),
        },
    )


def _told(parts: list[tuple[int, UUID]]) -> dict[Owner, Told]:
    lessons_of_part: dict[UUID, list[int]] = defaultdict(list)
    for lesson_id, key in parts:
        lessons_of_part[key].append(lesson_id)
    codes = dict(LessonPage.objects.values_list("code", "pk"))
    return replay(_facts(), lessons_of_part=lessons_of_part, lesson_of_code=codes)


def _facts() -> Iterator[tuple[int, int, str, datetime]]:
    facts = Record.objects.filter(
        verb=Verb.COMPLETED, activity_kind__in=[ActivityKind.PART, ActivityKind.LESSON]
    ).in_force()
    rows = facts.values_list("person_id", "municipality_id", "activity", "occurred_at")
    return rows.order_by().iterator(chunk_size=AT_ONCE)


def _stored() -> dict[Owner, Told]:
    rows = LessonProgress.objects.values_list(
        "person_id", "municipality_id", "lesson_id", "done_keys", "completed_at"
    ).iterator(chunk_size=AT_ONCE)
    return {
        (person_id, municipality_id, lesson_id): Told(set(keys), completed_at)
        for person_id, municipality_id, lesson_id, keys, completed_at in rows
    }


def _asked(parts: list[tuple[int, UUID]]) -> dict[int, frozenset[UUID]]:
    asked: dict[int, set[UUID]] = defaultdict(set)
    for lesson_id, key in parts:
        asked[lesson_id].add(key)
    return {lesson_id: frozenset(keys) for lesson_id, keys in asked.items()}
