"""What people learnt: lessons, part by part, with the progress that follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from courses.api import lesson_activity, part_activity
from courses.models import Enrolment, LessonProgress
from records.choices import ActivityKind, Verb
from records.models import Record

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

    from courses.rules.outline import Lesson, Path
    from people.models import User
    from website.services.simulation.people import Place

AT_ONCE = 5_000


def learn(place: Place, *, path: Path, records_each: int, chance: Random, now: datetime) -> int:
    """Enrol everybody who learns and let them work; gives how many records that made."""
    people = [*place.coaches, *place.learners]
    Enrolment.objects.bulk_create(
        Enrolment(
            person=person,
            municipality=place.municipality,
            path_id=path.pk,
            enrolled_by=place.lead,
            enrolled_at=_moment(place, 0, now),
        )
        for person in people
    )
    records: list[Record] = []
    progress: list[LessonProgress] = []
    for person in people:
        wanted = round(records_each * chance.uniform(0.4, 1.6))
        for made, row in _work_of(person, place, path, wanted, now):
            records += made
            progress.append(row)
    Record.objects.bulk_create(records, batch_size=AT_ONCE)
    LessonProgress.objects.bulk_create(progress, batch_size=AT_ONCE)
    return len(records)


def _work_of(
    person: User, place: Place, path: Path, wanted: int, now: datetime
) -> Iterator[tuple[list[Record], LessonProgress]]:
    """Lesson after lesson until somebody's share of the records is told, spread over the time since the start."""
    told = 0
    for lesson in path.lessons():
        keys = [part.key for part in lesson.parts][: wanted - told]
        is_done = len(keys) == len(lesson.parts) and told + len(keys) < wanted
        if not keys:
            return
        moment = _moment(place, (told + 1) / (wanted + 1), now)
        names = [part_activity(key) for key in keys]
        rows = [_record(person, place, ActivityKind.PART, name, lesson, moment) for name in names]
        if is_done:
            name = lesson_activity(lesson.code)
            rows.append(_record(person, place, ActivityKind.LESSON, name, lesson, moment))
        told += len(rows)
        yield (
            rows,
            LessonProgress(
                person=person,
                municipality=place.municipality,
                lesson_id=lesson.pk,
                done_keys=keys,
                completed_at=moment if is_done else None,
                seen_at=moment,
            ),
        )


def _moment(place: Place, share: float, now: datetime) -> datetime:
    """That far between the start and now."""
    days = (now.date() - place.pace.began_on).days
    return now - timedelta(days=days * (1 - share), hours=1)


def _record(
    person: User, place: Place, kind: ActivityKind, activity: str, lesson: Lesson, moment: datetime
) -> Record:
    return Record(
        person=person,
        municipality=place.municipality,
        verb=Verb.COMPLETED,
        activity_kind=kind,
        activity=activity,
        key=f"{Verb.COMPLETED}:{activity}",
        title=lesson.title,
        occurred_at=moment,
    )
