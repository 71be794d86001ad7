"""A municipality of a thousand learners and a hundred thousand records, to measure with. Made once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import django

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402
from django.utils import timezone  # noqa: E402

from courses.api import curriculum  # noqa: E402 - after Django is ready
from courses.models import Enrolment, LessonProgress  # noqa: E402
from courses.rules.outline import Lesson, Path  # noqa: E402
from courses.rules.replay import lesson_activity, part_activity  # noqa: E402
from people.api import add_municipality, add_team, everywhere, give_role  # noqa: E402
from people.choices import Role  # noqa: E402
from people.models import Membership, Municipality, User  # noqa: E402
from records.choices import ActivityKind, Verb  # noqa: E402
from records.models import Record  # noqa: E402

LEARNERS, TEAMS, RECORDS = 1000, 20, 100_000
PASSWORD = "meten-is-weten-op-deze-machine"  # noqa: S105 - a made-up person on a throw-away database
LEAD, LEARNER = "meetleider@example.org", "meetlat-0@example.org"


class Work(NamedTuple):
    """What one person did in one lesson."""

    lesson: Lesson
    keys: list[UUID]
    is_done: bool


def make() -> None:
    """Fill the municipality that is measured, unless it is there."""
    if Municipality.objects.filter(slug="meetgemeente").exists():
        return
    long_ago = timezone.localdate() - timedelta(days=365)
    municipality = add_municipality(
        slug="meetgemeente", name="Gemeente Meetlat", works_council_agreed_on=long_ago
    )
    password = make_password(PASSWORD)
    lead = User.objects.create(email=LEAD, first_name="Meet", last_name="Leider", password=password)
    people = User.objects.bulk_create(
        User(
            email=f"meetlat-{n}@example.org", first_name=f"Lerende{n}", last_name="Meetlat", password=password
        )
        for n in range(LEARNERS)
    )
    with everywhere():
        give_role(person=lead, municipality=municipality, role=Role.LEAD, starts_on=long_ago)
        teams = [add_team(municipality=municipality, name=f"Team {n + 1}") for n in range(TEAMS)]
        Membership.objects.bulk_create(
            Membership(
                person=person,
                municipality=municipality,
                team=teams[n % TEAMS],
                role=Role.LEARNER,
                starts_on=long_ago,
            )
            for n, person in enumerate(people)
        )
        _let_them_learn(people, municipality, lead)


def _let_them_learn(people: list[User], municipality: Municipality, lead: User) -> None:
    path, now = curriculum().paths[0], timezone.now()
    Enrolment.objects.bulk_create(
        Enrolment(person=p, municipality=municipality, path_id=path.pk, enrolled_by=lead, enrolled_at=now)
        for p in people
    )
    records: list[Record] = []
    progress: list[LessonProgress] = []
    for person in people:
        for done in _work_of_one(path):
            records += _told(person, municipality, done, now)
            progress.append(_progress(person, municipality, done, now))
    Record.objects.bulk_create(records, batch_size=5000)
    LessonProgress.objects.bulk_create(progress, batch_size=5000)


def _work_of_one(path: Path) -> Iterator[Work]:
    """The lessons of a path until one person's share of the records is told."""
    left = RECORDS // LEARNERS
    for lesson in path.lessons():
        keys = [part.key for part in lesson.parts][:left]
        left -= len(keys)
        is_done = len(keys) == len(lesson.parts) and left > 0
        left -= int(is_done)
        if keys:
            yield Work(lesson, keys, is_done)


def _told(person: User, municipality: Municipality, done: Work, now: datetime) -> list[Record]:
    title = done.lesson.title
    rows = [
        _record(person, municipality, ActivityKind.PART, part_activity(key), title, now) for key in done.keys
    ]
    if done.is_done:
        lesson = lesson_activity(done.lesson.code)
        rows.append(_record(person, municipality, ActivityKind.LESSON, lesson, title, now))
    return rows


def _progress(person: User, municipality: Municipality, done: Work, now: datetime) -> LessonProgress:
    return LessonProgress(
        person=person,
        municipality=municipality,
        lesson_id=done.lesson.pk,
        done_keys=done.keys,
        completed_at=now if done.is_done else None,
        seen_at=now,
    )


def _record(
    person: User, municipality: Municipality, kind: ActivityKind, activity: str, title: str, now: datetime
) -> Record:
    return Record(
        person=person,
        municipality=municipality,
        verb=Verb.COMPLETED,
        activity_kind=kind,
        activity=activity,
        key=f"{Verb.COMPLETED}:{activity}",
        title=title,
        occurred_at=now,
    )


if __name__ == "__main__":
    make()
