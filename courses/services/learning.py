"""What a learner does in a lesson: the fact goes to the ledger, the progress beside it, in one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from assessments.api import keep_answer
from core.newest import keep_newest
from courses.models import Enrolment, LessonProgress, Note
from courses.rules.progress import LessonStanding, State, lesson_standing
from courses.rules.replay import lesson_activity, part_activity
from people.api import require_within
from progression.api import consider
from records.api import Statement, record_all
from records.choices import ActivityKind, Verb

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet

    from courses.rules.outline import Lesson
    from courses.rules.progress import Part
    from people.models import Municipality, User

LONGEST_NOTE = 20_000


class Marked(NamedTuple):
    """What is done of a lesson, and since when it was finished."""

    done_keys: list[UUID]
    completed_at: datetime | None


# Makes the row or adds to it, and holds it until the end of the transaction. The ORM cannot say "unless it is in there".
# Lessons come in the order of their keys, as everywhere: two that lock several rows never wait for each other.
MARK_DONE = """
    INSERT INTO courses_lessonprogress AS mine
        (person_id, municipality_id, lesson_id, done_keys, anchor, seen_at)
    SELECT %(person_id)s, %(municipality_id)s, lesson_id, ARRAY[%(key)s], '',
        CASE WHEN lesson_id = %(here)s THEN %(now)s END
    FROM unnest(%(lesson_ids)s) AS lesson_id ORDER BY lesson_id
    ON CONFLICT (person_id, municipality_id, lesson_id) DO UPDATE SET
        done_keys = mine.done_keys || EXCLUDED.done_keys,
        seen_at = CASE WHEN mine.lesson_id = %(here)s THEN EXCLUDED.seen_at ELSE mine.seen_at END
    WHERE NOT mine.done_keys @> EXCLUDED.done_keys
    RETURNING lesson_id, done_keys, completed_at
"""


@transaction.atomic
def complete_part(
    *,
    person: User,
    municipality: Municipality,
    enrolment_id: int,
    lesson: Lesson,
    part: Part,
    now: datetime,
    answer: dict[str, Any] | None = None,
    sequence: int = 0,
    is_here: bool = True,
) -> LessonStanding:
    """State that a learner did a part, here or elsewhere; when it was the last one, that they finished the lesson.

    At most five queries.
    """
    if answer:
        _keep_own(person, municipality, part, answer, sequence, now)
    marked = _marked(person, municipality, lesson, part, now, is_here=is_here)
    if lesson.pk not in marked:
        rows = _rows(person, municipality, lesson).values_list("done_keys", "completed_at")
        return _standing(lesson, *rows.get())
    standing = _put_on_record(person, municipality, lesson, part, marked[lesson.pk], now)
    if standing.state == State.DONE or part.also_in:
        following = Enrolment.objects.filter(person=person, municipality=municipality, ended_at__isnull=True)
        (following if part.also_in else following.filter(pk=enrolment_id)).update(needs_evaluation=True)
    return standing


def _keep_own(
    person: User, municipality: Municipality, part: Part, answer: dict[str, Any], sequence: int, now: datetime
) -> None:
    keep_answer(
        person=person,
        municipality=municipality,
        question=part.key,
        answer=answer,
        sequence=sequence,
        now=now,
    )


@transaction.atomic
def remember_place(
    *, person: User, municipality: Municipality, lesson: Lesson, anchor: str, now: datetime
) -> None:
    """Remember where a learner was, to come back there. At most two queries."""
    earlier = Q(seen_at__isnull=True) | Q(seen_at__lte=now)
    if not _rows(person, municipality, lesson).filter(earlier).update(anchor=anchor, seen_at=now):
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
    list(rows.select_for_update().order_by("lesson_id").values_list("pk"))


def _marked(
    person: User, municipality: Municipality, lesson: Lesson, part: Part, now: datetime, *, is_here: bool
) -> dict[int, Marked]:
    """What is done of each lesson that holds a part, of those in which it was new. One query."""
    require_within(municipality.pk)
    values: dict[str, Any] = {
        "person_id": person.pk,
        "municipality_id": municipality.pk,
        "lesson_ids": [lesson.pk, *part.also_in],
        "here": lesson.pk if is_here else None,
        "key": part.key,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(MARK_DONE, values)
        return {lesson_id: Marked(*rest) for lesson_id, *rest in cursor.fetchall()}


def _put_on_record(
    person: User, municipality: Municipality, lesson: Lesson, part: Part, marked: Marked, now: datetime
) -> LessonStanding:
    standing = _standing(lesson, *marked)
    statements = [_part_statement(lesson, part, now)]
    if standing.state == State.DONE and marked.completed_at is None:
        _rows(person, municipality, lesson).update(completed_at=now)
        statements.append(lesson_statement(lesson, now))
    record_all(person=person, municipality=municipality, statements=statements)
    consider(person=person, municipality=municipality, statements=statements)
    return standing


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


def _rows(person: User, municipality: Municipality, lesson: Lesson) -> QuerySet[LessonProgress]:
    return LessonProgress.objects.filter(person=person, municipality=municipality, lesson_id=lesson.pk)


def _standing(lesson: Lesson, done_keys: list[UUID], completed_at: datetime | None) -> LessonStanding:
    return lesson_standing(
        lesson.parts,
        done_keys=frozenset(done_keys),
        was_completed=completed_at is not None,
        was_opened=True,
    )
