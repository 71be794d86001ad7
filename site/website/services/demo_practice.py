"""What the demo's people practise beside their learning path, so that there is something to compare and to resume."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zlib import crc32

from django.utils.timezone import localtime

from casestudies.choices import CaseStep
from people.api import within
from people.choices import Role
from website.services.demo_elsewhere import play_by_chance, play_into_a_knock_out, walk_case
from website.services.demo_learning import on_a_working_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from people.models import Municipality, User
    from website.services.demo_people import People, Row

LONGEST_AGO = 50
STOPS = 6  # one in so many


def let_practise(people: People, described: Row, practice: Row, *, now: datetime) -> None:
    """Let who is new do cases and play conversations, each in their own way."""
    rows = {row["slug"]: row["people"] for row in described["municipalities"]}
    for group in practice["groups"]:
        municipality = people.municipalities[group["municipality"]]
        with within(municipality):
            for person in _learners(people, rows[group["municipality"]], group["municipality"]):
                _practise_with_others(person, municipality, group, now)
    for own in practice["own"]:
        if people.is_new(own["name"], own["municipality"]):
            with within(people.municipalities[own["municipality"]]):
                person = people.person(own["name"], own["municipality"])
                _practise_alone(person, people.municipalities[own["municipality"]], own, now)


def _learners(people: People, rows: list[Row], municipality: str) -> Iterator[User]:
    for row in rows:
        if row.get("role") == Role.LEARNER and people.is_new(row["name"], municipality):
            yield people.person(row["name"], municipality)


def _practise_with_others(person: User, municipality: Municipality, group: Row, now: datetime) -> None:
    chance = crc32(person.email.encode())
    moment = _working_day(now - timedelta(days=LONGEST_AGO - chance % 25))
    for code in group["cases"]:
        walk_case(person, municipality, code=code, now=moment)
    for place, code in enumerate(group["scenarios"]):
        moves = 2 if (chance + place) % STOPS == 0 else None
        later = _working_day(moment + timedelta(days=1 + place))
        play_by_chance(person, municipality, code=code, now=later, moves=moves)


def _practise_alone(person: User, municipality: Municipality, own: Row, now: datetime) -> None:
    yesterday = _working_day(now - timedelta(days=1))
    for row in own["cases"]:
        walk_case(person, municipality, code=row["code"], now=yesterday, at=CaseStep(row["at"]))
    for row in own["scenarios"]:
        if row.get("knock_out"):
            play_into_a_knock_out(person, municipality, code=row["code"], now=yesterday)
        else:
            play_by_chance(person, municipality, code=row["code"], now=yesterday, moves=row["moves"])


def _working_day(moment: datetime) -> datetime:
    return on_a_working_day(localtime(moment))
