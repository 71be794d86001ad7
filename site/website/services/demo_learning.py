"""What the demo's learners did: enrolled by the lead, a lesson every few days, the last one half way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle, islice
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zlib import crc32

from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localdate, localtime

from assessments.api import make_recall_cards
from courses import api
from courses.choices import PartKind
from courses.models import LessonPage
from people.api import note_looks, within
from people.choices import DataKind, Role, Viewer
from website.services.demo_elsewhere import play_through, walk_case
from website.services.demo_tests import EVERYTHING, stop_half_way, take

if TYPE_CHECKING:
    from collections.abc import Iterator

    from courses.api import Learner
    from people.models import Municipality, User
    from website.services.demo_people import People, Row

PATH = "WKS"
OFFICE_OPENS = 9
OFFICE_HOURS = 7
FRIDAY = 4
_HEADING = re.compile(r"<h2>(.*?)</h2>")


def let_learn(people: People, described: Row, *, now: datetime) -> None:
    """Enrol who is new and let them do their lessons."""
    classroom = _Classroom(people, described, now)
    for row in described["municipalities"]:
        municipality = people.municipalities[row["slug"]]
        with within(municipality):
            for team in row["teams"]:
                classroom.enrol(row, team, municipality)
            for person in row["people"]:
                classroom.let_learn(person, row["slug"], municipality)
                classroom.let_take_tests(person, row["slug"], municipality)
            classroom.let_look(row, municipality)


@dataclass(frozen=True)
class _Moments:
    """The moments at which somebody works, in office hours, between two days."""

    name: str
    first: datetime
    last: datetime
    number: int

    def all(self) -> Iterator[datetime]:
        """One moment for each lesson, the earliest first."""
        step = (self.last - self.first) / (self.number + 1)
        for place in range(1, self.number + 1):
            yield self._in_office_hours(self.first + step * place, place)

    def _in_office_hours(self, moment: datetime, place: int) -> datetime:
        chance = crc32(f"{self.name}{place}".encode())
        return on_a_working_day(localtime(moment)).replace(
            hour=OFFICE_OPENS + chance % OFFICE_HOURS, minute=chance // 7 % 60, second=0, microsecond=0
        )


class _Classroom:
    """The path, what its lessons ask, and who learns there."""

    def __init__(self, people: People, described: Row, now: datetime) -> None:
        self.people = people
        self.now = now
        self.path = next(path for path in api.curriculum().paths if path.code == PATH)
        self.lessons = [lesson for lesson in self.path.lessons() if not lesson.is_locked]
        self.answers = cycle(described["answers"])
        self.notes = cycle(described["notes"])
        self.pages = {page.pk: page for page in LessonPage.objects.filter(pk__in=self.path.order)}

    def enrol(self, row: Row, team: Row, municipality: Municipality) -> None:
        """The lead enrols the new people of a team, some weeks ago."""
        names = [person["name"] for person in row["people"] if _team_of(person) == team["name"]]
        new = [self._new(name, row["slug"]) for name in names]
        api.enrol(
            lead=self.people.person(row["lead"], row["slug"]),
            people=[person for person in new if person is not None],
            municipality=municipality,
            path=self.path,
            team=self.people.teams[row["slug"], team["name"]],
            now=self._office_opens(team["enrolled"]),
            deadline=localdate(self.now) + timedelta(days=team["deadline"]) if "deadline" in team else None,
        )

    def _new(self, name: str, slug: str) -> User | None:
        email = self.people.person(name, slug).email
        return self.people.added.get(email)

    def _office_opens(self, days_ago: int) -> datetime:
        return localtime(self.now - timedelta(days=days_ago)).replace(
            hour=OFFICE_OPENS, minute=0, second=0, microsecond=0
        )

    @transaction.atomic
    def let_learn(self, row: Row, slug: str, municipality: Municipality) -> None:
        """Everything that one person did."""
        person = self._new(row["name"], slug)
        if person is None or "lessons" not in row:
            return
        learner = api.learner_of(person, municipality)
        began = learner.enrolments[0].enrolled_at
        last = self.now - timedelta(days=crc32(row["name"].encode()) % 6)
        moments = _Moments(row["name"], began, last, row["lessons"] + 1).all()
        *whole, half = zip(islice(self.lessons, row["lessons"] + 1), moments, strict=False)
        for lesson, moment in whole:
            self._do(learner, lesson, lesson.parts[1:] + lesson.parts[:1], moment)
        lesson, moment = half
        asking = lesson.parts[1:]
        self._do(learner, lesson, asking[: len(asking) // 2], moment)
        self._stop_at_a_section(learner, lesson, moment)
        self._let_some_come_back(learner, row["name"])

    def _let_some_come_back(self, learner: Learner, name: str) -> None:
        """Some days after a module was finished its questions come back."""
        if learner.person is None or learner.municipality is None:
            return
        modules = api.journey_of(learner, self.path).modules
        make_recall_cards(
            person=learner.person,
            municipality=learner.municipality,
            modules=[step.module.code for step in modules if step.standing.state == api.State.DONE],
            today=localdate(self.now) - timedelta(days=4),
            chance=Random(crc32(name.encode())),  # noqa: S311 - the same demo each time
        )

    def let_take_tests(self, row: Row, slug: str, municipality: Municipality) -> None:
        """The tests beside the lessons that one person took, the last one yesterday."""
        person = self._new(row["name"], slug)
        if person is None:
            return
        tests = row.get("tests", ())
        for place, test in enumerate(tests):
            days_ago = 7 * (len(tests) - 1 - place) + 1
            now = on_a_working_day(self._office_opens(days_ago)) + timedelta(hours=2)
            if "answered" in test:
                stop_half_way(person, municipality, code=test["code"], answered=test["answered"], now=now)
            else:
                take(person, municipality, code=test["code"], score=test["score"], now=now)

    def _do(self, learner: Learner, lesson: Any, parts: tuple[Any, ...], moment: datetime) -> None:
        for place, part in enumerate(parts):
            now = moment + timedelta(minutes=2 + 2 * place)
            if part.reference:
                self._work_elsewhere(learner, part, now)
                continue
            answer = self._answer(lesson, part)
            if answer:
                api.answer_part(
                    learner=learner, part=part, answer=answer, sequence=int(now.timestamp() * 1000), now=now
                )
            api.complete_part(learner=learner, path=self.path, lesson=lesson, part=part, now=now)

    def _work_elsewhere(self, learner: Learner, part: Any, now: datetime) -> None:
        """What stands in a lesson and is done elsewhere; what does not have to be done is left to others."""
        person, municipality = learner.person, learner.municipality
        if person is None or municipality is None or not part.is_required:
            return
        if part.kind == PartKind.TEST:
            self._take_test(person, municipality, part, now)
        elif part.kind == PartKind.CASE:
            walk_case(person, municipality, code=part.reference, now=now)
        else:
            play_through(person, municipality, code=part.reference, now=now)

    def _take_test(self, person: User, municipality: Municipality, part: Any, now: datetime) -> None:
        chance = crc32(f"{person.email}{part.reference}".encode())
        score = EVERYTHING if part.must_be_passed else EVERYTHING - chance % 5 * 10
        take(person, municipality, code=part.reference, score=score, now=now)

    def _answer(self, lesson: Any, part: Any) -> dict[str, Any]:
        if part.kind == PartKind.CHECK:
            return {"choice": self._right_choice(lesson.pk, part.key)}
        if part.kind in {PartKind.QUESTION, PartKind.EXERCISE}:
            return {"text": next(self.answers)}
        return {}

    def _right_choice(self, lesson_id: int, key: UUID) -> int:
        block = next(block for block in self.pages[lesson_id].body if block.id == str(key))
        return next(place for place, choice in enumerate(block.value["choices"]) if choice["is_right"])

    def _stop_at_a_section(self, learner: Learner, lesson: Any, moment: datetime) -> None:
        """Where they were when the telephone rang, with a note for next time."""
        now = moment + timedelta(minutes=9)
        who = {"person": learner.person, "municipality": learner.municipality, "lesson": lesson, "now": now}
        body = self.pages[lesson.pk].body
        headings = [
            title
            for block in body
            if block.block_type == "text"
            for title in _HEADING.findall(block.value.source)
        ]
        api.remember_place(anchor=slugify(headings[0])[:60] if headings else "", **who)
        note = next((block for block in body if block.block_type == "note"), None)
        if note is not None:
            text, sequence = next(self.notes), int(now.timestamp() * 1000)
            api.keep_note(key=UUID(note.id), text=text, sequence=sequence, **who)

    def let_look(self, row: Row, municipality: Municipality) -> None:
        """The lead looked at who follows what, last week; each of them can see that."""
        lead = self.people.person(row["lead"], row["slug"])
        names = [person["name"] for person in row["people"] if _team_of(person)]
        seen = [person for person in (self._new(name, row["slug"]) for name in names) if person is not None]
        note_looks(
            viewer=lead,
            people=seen,
            municipality=municipality,
            data_kind=DataKind.ENROLMENT,
            capacity=Viewer.LEAD,
            now=self._office_opens(7),
        )


def on_a_working_day(moment: datetime) -> datetime:
    """The same hour, on the Friday before when it is weekend."""
    return moment - timedelta(days=max(0, moment.weekday() - FRIDAY))


def _team_of(row: Row) -> str | None:
    """The team in which somebody learns."""
    now = row.get("roles", [row])[-1]
    return now.get("team") if now["role"] in {Role.LEARNER, Role.COACH} else None
