"""What a learner does in a lesson: the fact goes to the ledger, the progress beside it, in one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from core.newest import keep_newest
from courses.models import Enrolment, LessonProgress, Note
from courses.rules.progress import LessonStanding, State, lesson_standing
from courses.rules.replay import lesson_activity, part_activity
from records.api import Statement, record_all
from records.choices import ActivityKind, Verb

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from courses.rules.outline import Lesson
    from courses.rules.progress import Part
    from people.models import Municipality, User

LONGEST_NOTE = 20_000


@transaction.atomic
def complete_part(
    *,
    person: User,
    municipality: Municipality,
    enrolment: Enrolment,
    lesson: Lesson,
    part: Part,
    now: datetime,
) -> LessonStanding:
    """State that a learner did a part; when it was the last one, that they finished the lesson. At most five queries."""
    rows = _locked_progress(person, municipality, (lesson.pk, *part.also_in), now)
    progress = rows.pop(lesson.pk)
    if part.key in progress.done_keys:
        return _standing(lesson, progress)
    progress.done_keys = [*progress.done_keys, part.key]
    standing = _standing(lesson, progress)
    statements = [_part_statement(lesson, part, now)]
    if standing.state == State.DONE and progress.completed_at is None:
        progress.completed_at = now
        statements.append(lesson_statement(lesson, now))
    record_all(person=person, municipality=municipality, statements=statements)
    progress.seen_at = now
    progress.save(update_fields=["done_keys", "completed_at", "seen_at"])
    _also_done(part, rows.values())
    if standing.state == State.DONE or rows:
        following = Enrolment.objects.filter(person=person, municipality=municipality, ended_at__isnull=True)
        (following if rows else following.filter(pk=enrolment.pk)).update(needs_evaluation=True)
    return standing


@transaction.atomic
def remember_place(
    *, person: User, municipality: Municipality, lesson: Lesson, anchor: str, now: datetime
) -> None:
    """Remember where a learner was, to come back there. At most two queries."""
    mine = LessonProgress.objects.filter(person=person, municipality=municipality, lesson_id=lesson.pk)
    if not mine.filter(seen_at__lte=now).update(anchor=anchor, seen_at=now):
        _make_progress(person, municipality, [lesson.pk], now, anchor)


def keep_note(
    *,
    person: User,
    municipality: Municipality,
    lesson: Lesson,
    key: UUID,
    text: str,
    sequence: int,
    now: datetime,
) -> None:
    """Keep what a learner wrote for themselves, unless something newer is there. One query."""
    keep_newest(
        Note,
        key={"person_id": person.pk, "municipality_id": municipality.pk, "lesson_id": lesson.pk, "key": key},
        fields={"text": text[:LONGEST_NOTE], "sequence": sequence, "changed_at": now},
        newest_by="sequence",
    )


def lesson_statement(lesson: Lesson, now: datetime) -> Statement:
    """The fact that somebody finished a lesson, with a snapshot of what it asked."""
    return Statement(
        verb=Verb.COMPLETED,
        activity_kind=ActivityKind.LESSON,
        activity=lesson_activity(lesson.code),
        occurred_at=now,
        title=lesson.title,
        context={
            "code": lesson.code,
            "revision": lesson.revision,
            "parts": [{"key": str(p.key), "title": p.title, "required": p.is_required} for p in lesson.parts],
        },
        shows=(lesson.code,),
    )


def _part_statement(lesson: Lesson, part: Part, now: datetime) -> Statement:
    return Statement(
        verb=Verb.COMPLETED,
        activity_kind=ActivityKind.PART,
        activity=part_activity(part.key),
        occurred_at=now,
        title=part.title,
        context={"lesson": lesson.code, "revision": lesson.revision, "kind": part.kind},
    )


def lock_progress(person_id: int, municipality_id: int, lesson_ids: Collection[int]) -> None:
    """Hold a learner's rows of some lessons until the end of the transaction."""
    rows = LessonProgress.objects.filter(
        person_id=person_id, municipality_id=municipality_id, lesson_id__in=lesson_ids
    )
    list(rows.select_for_update().order_by("pk").values_list("pk"))


def _locked_progress(
    person: User, municipality: Municipality, lesson_ids: Collection[int], now: datetime
) -> dict[int, LessonProgress]:
    """The learner's rows of some lessons, locked in the order of their keys: first progress, then enrolment."""
    mine = (
        LessonProgress.objects.filter(person=person, municipality=municipality, lesson_id__in=lesson_ids)
        .select_for_update()
        .order_by("pk")
    )
    rows = {row.lesson_id: row for row in mine}
    missing = set(lesson_ids) - rows.keys()
    if missing:
        _make_progress(person, municipality, missing, now, "")
        rows = {row.lesson_id: row for row in mine.all()}
    return rows


def _make_progress(
    person: User, municipality: Municipality, lesson_ids: Iterable[int], now: datetime, anchor: str
) -> None:
    """Make rows; a second tab that was first is no error."""
    rows = [
        LessonProgress(
            person=person, municipality=municipality, lesson_id=lesson_id, anchor=anchor, seen_at=now
        )
        for lesson_id in lesson_ids
    ]
    LessonProgress.objects.bulk_create(rows, ignore_conflicts=True)


def _also_done(part: Part, rows: Iterable[LessonProgress]) -> None:
    """The same part in a copy of the lesson is done as well."""
    for row in rows:
        if part.key not in row.done_keys:
            row.done_keys = [*row.done_keys, part.key]
            row.save(update_fields=["done_keys"])


def _standing(lesson: Lesson, progress: LessonProgress) -> LessonStanding:
    return lesson_standing(
        lesson.parts,
        done_keys=frozenset(progress.done_keys),
        was_completed=progress.completed_at is not None,
        was_opened=True,
    )
