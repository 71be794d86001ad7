"""What people did before follows a part to the lesson where it stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from courses.models import LessonPage, LessonProgress
from courses.rules.replay import Owner, Told, lesson_activity, part_activity, replay
from people.models import Municipality, User
from records.api import Statement, record_for
from records.choices import ActivityKind, Verb
from records.models import Record

if TYPE_CHECKING:
    from records.models import RecordQuerySet

AT_ONCE = 1000


def carry_over(lesson: LessonPage, new_keys: set[UUID], *, is_first: bool) -> None:
    """Give learners what the ledger says they did of a lesson before it asked this. A fixed number of queries."""
    if is_first:
        _let_reading_follow(lesson)
    told = _told(lesson, new_keys, is_first=is_first)
    if told:
        _write(lesson, told)


def _let_reading_follow(lesson: LessonPage) -> None:
    """State that who had read the lesson from which this one was split off has read this one too."""
    origins = LessonPage.objects.filter(reading_key=lesson.reading_key).exclude(pk=lesson.pk)
    keys = [origin.reading_part_key for origin in origins.only("reading_key", "code")]
    facts = _facts().filter(activity__in=[part_activity(key) for key in keys]) if keys else ()
    record_for(
        (
            User(pk=fact.person_id),
            Municipality(pk=fact.municipality_id),
            Statement(
                verb=Verb.COMPLETED,
                activity_kind=ActivityKind.PART,
                activity=part_activity(lesson.reading_part_key),
                occurred_at=fact.occurred_at,
                title=fact.title,
                context={**fact.context, "lesson": lesson.code, "because": fact.activity},
            ),
        )
        for fact in facts
    )


def _told(lesson: LessonPage, new_keys: set[UUID], *, is_first: bool) -> dict[Owner, Told]:
    activities = [part_activity(key) for key in new_keys]
    if is_first:
        activities.append(lesson_activity(lesson.code))  # it may have been here before, with the same code
    rows = _facts().filter(activity__in=activities)
    return replay(
        rows.values_list("person_id", "municipality_id", "activity", "occurred_at"),
        lessons_of_part={key: [lesson.pk] for key in new_keys},
        lesson_of_code={lesson.code: lesson.pk},
    )


def _facts() -> RecordQuerySet:
    return Record.objects.filter(verb=Verb.COMPLETED).in_force().order_by("pk")


def _write(lesson: LessonPage, told: dict[Owner, Told]) -> None:
    LessonProgress.objects.bulk_create(
        (
            LessonProgress(person_id=person, municipality_id=municipality, lesson=lesson)
            for person, municipality, _ in sorted(told)
        ),
        ignore_conflicts=True,
        batch_size=AT_ONCE,
    )
    # In the order of their keys, as everywhere: two that lock several rows never wait for each other.
    mine = LessonProgress.objects.filter(lesson=lesson, person_id__in={person for person, _, _ in told})
    changed = []
    for row in mine.select_for_update().order_by("person_id", "municipality_id"):
        owner = (row.person_id, row.municipality_id, lesson.pk)
        if owner in told:
            row.done_keys = [*row.done_keys, *sorted(told[owner].done_keys - set(row.done_keys))]
            row.completed_at = row.completed_at or told[owner].completed_at
            changed.append(row)
    LessonProgress.objects.bulk_update(changed, ["done_keys", "completed_at"], batch_size=AT_ONCE)
