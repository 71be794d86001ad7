"""Comparing stored progress with the ledger, and mending it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from courses.models import LessonPage, LessonPart, LessonProgress
from courses.rules.replay import Difference, Owner, Told, differences, replay
from people.api import everywhere
from records.choices import ActivityKind, Verb
from records.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import QuerySet

AT_ONCE = 5000
Parts = list[tuple[int, UUID]]


def ledger_differences() -> list[Difference]:
    """Tell all lesson progress again from the ledger and give every difference. A fixed number of queries."""
    with everywhere():
        first = _differences()
        if not first:
            return []
        # Somebody may have been busy between the two readings; a real difference is there the second time too.
        people = {difference.person_id for difference in first}
        still = set(_differences(people))
        return [difference for difference in first if difference in still]


@transaction.atomic
def mend_progress() -> int:
    """Bring stored progress in line with the ledger, and say how many rows were wrong."""
    with everywhere():
        people = {difference.person_id for difference in ledger_differences()}
        # Nobody adds to these rows until they are mended.
        in_order = _rows(people).order_by("person_id", "municipality_id", "lesson_id")
        list(in_order.select_for_update().values_list("pk"))
        wrong = {(d.person_id, d.municipality_id, d.lesson_id) for d in _differences(people)}
        told = _told(_parts(), people)
        for owner in sorted(wrong):
            _write(owner, told.get(owner, Told()))
        return len(wrong)


def _differences(people: set[int] | None = None) -> list[Difference]:
    parts = _parts()
    return differences(_told(parts, people), _stored(people), asked=_asked(parts))


def _parts() -> Parts:
    return list(LessonPart.objects.values_list("lesson_id", "key"))


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
            "seen_at": told.completed_at,
        },
    )


def _told(parts: Parts, people: set[int] | None) -> dict[Owner, Told]:
    lessons_of_part: dict[UUID, list[int]] = defaultdict(list)
    for lesson_id, key in parts:
        lessons_of_part[key].append(lesson_id)
    codes = dict(LessonPage.objects.values_list("code", "pk"))
    return replay(_facts(people), lessons_of_part=lessons_of_part, lesson_of_code=codes)


def _facts(people: set[int] | None) -> Iterator[tuple[int, int, str, datetime]]:
    facts = Record.objects.filter(
        verb=Verb.COMPLETED, activity_kind__in=[ActivityKind.PART, ActivityKind.LESSON]
    ).in_force()
    if people is not None:
        facts = facts.filter(person_id__in=people)
    rows = facts.values_list("person_id", "municipality_id", "activity", "occurred_at")
    return rows.order_by().iterator(chunk_size=AT_ONCE)


def _stored(people: set[int] | None) -> dict[Owner, Told]:
    rows = _rows(people).values_list("person_id", "municipality_id", "lesson_id", "done_keys", "completed_at")
    return {
        (person_id, municipality_id, lesson_id): Told(set(keys), completed_at)
        for person_id, municipality_id, lesson_id, keys, completed_at in rows.iterator(chunk_size=AT_ONCE)
    }


def _rows(people: set[int] | None) -> QuerySet[LessonProgress]:
    rows = LessonProgress.objects.all()
    return rows if people is None else rows.filter(person_id__in=people)


def _asked(parts: list[tuple[int, UUID]]) -> dict[int, frozenset[UUID]]:
    asked: dict[int, set[UUID]] = defaultdict(set)
    for lesson_id, key in parts:
        asked[lesson_id].add(key)
    return {lesson_id: frozenset(keys) for lesson_id, keys in asked.items()}
