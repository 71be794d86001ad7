"""The demo's meetings: a year of them, as a municipality takes over, and what people can sign up for now."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import cycle
from random import Random
from typing import TYPE_CHECKING, Any
from zlib import crc32

from django.db import transaction
from django.utils.timezone import get_current_timezone, localdate

from people.api import people_in, within
from trainings import api
from trainings.choices import Experience, Part, Presence, Question
from trainings.models import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from people.models import Municipality, User
    from website.services.demo_people import People, Row

AHEAD = 60  # days
# Meetings of the last days wait for somebody to confirm them.
CONFIRMED_AFTER = timedelta(days=5)
LOOKED_BACK_FOR = timedelta(days=70)
EXPERIENCES = (
    Experience.A_LITTLE,
    Experience.MOSTLY,
    Experience.MOSTLY,
    Experience.WHOLLY,
    Experience.WHOLLY,
)
# Around Christmas nobody meets.
HOLIDAYS = {*((12, day) for day in range(21, 32)), *((1, day) for day in range(1, 4))}
PARTS = (Part.LEADS, Part.CO_LEADS, Part.OBSERVES, Part.ON_CALL)


def let_meet(people: People, described: list[Row], *, now: datetime) -> None:
    """Hold the meetings of every municipality that has none yet."""
    for row in described:
        municipality = people.municipalities[row["municipality"]]
        with within(municipality), transaction.atomic():
            if not Meeting.objects.filter(municipality=municipality).exists():
                _Agenda(people, row, municipality, now).fill()


class _Agenda:
    """The meetings of one municipality."""

    def __init__(self, people: People, row: Row, municipality: Municipality, now: datetime) -> None:
        self.people, self.row, self.municipality, self.now = people, row, municipality, now
        self.today = localdate(now)
        self.lead = people.person(row["lead"], row["municipality"])
        self.chance = Random(crc32(row["municipality"].encode()))  # noqa: S311 - the same demo each time
        self.since = _since(people, row["municipality"])
        self.learners = list(people_in(municipality))
        self.of_team = {
            name: list(people_in(municipality, team=team))
            for (slug, name), team in people.teams.items()
            if slug == row["municipality"]
        }

    def fill(self) -> None:
        """All series, from the first phase until some weeks ahead."""
        for series in self.row["series"]:
            titles = cycle(series["titles"])
            for day in self._days(series):
                self._meet(series, next(titles), day)

    def _days(self, series: Row) -> Iterator[date]:
        first = self.today - timedelta(days=series["phases"][0]["from"])
        first += timedelta(days=(series["weekday"] - first.weekday()) % 7)
        for days in range(0, (self.today - first).days + AHEAD, series["every"]):
            day = first + timedelta(days=days)
            if (day.month, day.day) not in HOLIDAYS:
                yield day

    def _meet(self, series: Row, title: str, day: date) -> None:
        meeting = self._plan(series, title, day)
        doing = self._parts(series, day)
        coming = self._who_could_come(series, day, set(doing))
        if meeting.begins_at > self.now:
            for person in coming[: self.chance.randint(2, max(2, len(coming)))]:
                api.sign_up(person=person, meeting_id=meeting.pk, now=self.now)
        elif meeting.ends_at + CONFIRMED_AFTER < self.now:
            self._hold(meeting, coming, series)

    def _plan(self, series: Row, title: str, day: date) -> Meeting:
        hour, minute = map(int, series["at"].split(":"))
        begins_at = datetime.combine(day, time(hour, minute), tzinfo=get_current_timezone())
        team = series.get("team")
        plan = api.Plan(
            kind=series["kind"],
            title=title,
            begins_at=begins_at,
            ends_at=begins_at + timedelta(hours=series["hours"]),
            about=series.get("about", ""),
            place=series.get("place", ""),
            link=series.get("link", ""),
            core_task=series["core_task"],
            method=series.get("method", ""),
            capacity=series.get("places"),
            team=self.people.teams[self.row["municipality"], team] if team else None,
            parts=self._parts(series, day),
        )
        return api.plan_meeting(planner=self.lead, municipality=self.municipality, plan=plan, now=self.now)

    def _parts(self, series: Row, day: date) -> dict[int, str]:
        ago = (self.today - day).days
        phase = [each for each in series["phases"] if each["from"] >= ago][-1]
        return {self._person(phase[part]).pk: part for part in PARTS if part.value in phase}

    def _person(self, name: str) -> User:
        if name == "trainer":
            trainer = self.row["trainer"]
            return self.people.person(trainer["name"], trainer["from"])
        return self.lead if name == "lead" else self.people.person(name, self.row["municipality"])

    def _who_could_come(self, series: Row, day: date, doing: set[int]) -> list[User]:
        """Who was there already and does nothing else at it, in an order that chance gives."""
        people = self.of_team[series["team"]] if "team" in series else self.learners
        ago = (self.today - day).days
        there = [each for each in people if each.pk not in doing and self.since.get(each.email, 0) >= ago]
        self.chance.shuffle(there)
        most = series.get("most", series.get("places", len(there)))
        return there[:most]

    def _hold(self, meeting: Meeting, coming: list[User], series: Row) -> None:
        after = meeting.ends_at + timedelta(hours=1)
        by = next(role.person for role in meeting.roles.all() if role.part == Part.LEADS)
        there = {person.pk: self._there(meeting) for person in coming}
        api.keep_attendance(by=by, meeting_id=meeting.pk, there=there, now=after)
        api.confirm_meeting(by=by, meeting_id=meeting.pk, hours=Decimal(str(series["hours"])), now=after)
        if len(coming) > api.AT_ONCE and meeting.ends_at > self.now - LOOKED_BACK_FOR:
            for person in coming:
                if there[person.pk].presence != Presence.ABSENT and self.chance.random() < 0.8:
                    self._look_back(person, meeting, after)

    def _there(self, meeting: Meeting) -> api.There:
        luck = self.chance.randint(1, 20)
        if luck == 1:
            return api.There(Presence.PARTLY, meeting.stretch.minutes // 2)
        return api.There(Presence.ABSENT if luck <= 3 else Presence.THERE)

    def _look_back(self, person: User, meeting: Meeting, after: datetime) -> None:
        answers = {question: self.chance.choice(EXPERIENCES) for question in Question}
        api.look_back(person=person, meeting_id=meeting.pk, answers=answers, now=after)


def _since(people: People, slug: str) -> dict[str, int]:
    """Since how many days each person of a municipality has been there, by address."""
    row: Any = next(each for each in people.described["municipalities"] if each["slug"] == slug)
    return {
        people.person(person["name"], slug).email: max(
            role["since"] for role in person.get("roles", [person])
        )
        for person in row["people"]
    }
