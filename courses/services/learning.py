"""What a learner does in a lesson: the fact goes to the ledger, the progress beside it, in one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from assessments.api import keep_answer
from django.db import transaction
from records.api import Statement, record_all
from records.choices import ActivityKind, Verb

from courses.models import Enrolment, LessonProgress, Note
from courses.rules.progress import LessonStanding, State, lesson_standing
from courses.rules.replay import lesson_activity, part_activity

if TYPE_CHECKING:
    from people.models import Municipality, User

    from courses.rules.outline import Lesson
    from courses.rules.progress import Part

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
    progress = _locked_progress(person, municipality, lesson, now)
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
    if standing.state == State.DONE:
        Enrolment.objects.filter(pk=enrolment.pk).update(needs_evaluation=True)
    return standing


@transaction.atomic
def answer_part(
    *,
    person: User,
    municipality: Municipality,
    part: Part,
    answer: dict[str, Any],
    sequence: int,
    now: datetime,
) -> None:
    """Keep a learner's own answer to a part, unless a newer one is there."""
    keep_answer(
        person=person, municipality=municipality, question=part.key, answer=answer, sequence=sequence, now=now
    )


@transaction.atomic
def remember_place(
    *, person: User, municipality: Municipality, lesson: Lesson, anchor: str, now: datetime
) -> None:
    """Remember where a learner was, to come back there. At most two queries."""
    mine = LessonProgress.objects.filter(person=person, municipality=municipality, lesson_id=lesson.pk)
    if not mine.filter(seen_at__lte=now).update(anchor=anchor, seen_at=now):
        _make_progress(person, municipality, lesson, now, anchor)


@transaction.atomic
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
    """Keep what a learner wrote for themselves, unless something newer is there. At most two queries."""
    fields = {"text": text[:LONGEST_NOTE], "sequence": sequence, "changed_at": now}
    mine = Note.objects.filter(person=person, municipality=municipality, lesson_id=lesson.pk, key=key)
    if mine.filter(sequence__lt=sequence).update(**fields):
        return
    row = Note(person=person, municipality=municipality, lesson_id=lesson.pk, key=key, **fields)
    Note.objects.bulk_create([row], ignore_conflicts=True)


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


def _locked_progress(
    person: User, municipality: Municipality, lesson: Lesson, now: datetime
) -> LessonProgress:
    mine = LessonProgress.objects.select_for_update().filter(
        person=person, municipality=municipality, lesson_id=lesson.pk
    )
    found = mine.first()
    if found is None:
        _make_progress(person, municipality, lesson, now, "")
        found = mine.get()
    return found


def _make_progress(
    person: User, municipality: Municipality, lesson: Lesson, now: datetime, anchor: str
) -> None:
    """Make the row; a second tab that was first is no error."""
    row = LessonProgress(
        person=person, municipality=municipality, lesson_id=lesson.pk, anchor=anchor, seen_at=now
    )
    LessonProgress.objects.bulk_create([row], ignore_conflicts=True)


def _standing(lesson: Lesson, progress: LessonProgress) -> LessonStanding:
    return lesson_standing(
        lesson.parts,
        done_keys=frozenset(progress.done_keys),
        was_completed=progress.completed_at is not None,
        was_opened=True,
    )
