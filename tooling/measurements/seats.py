"""Prints a live table with twelve people at it, and how many queries a poll takes while nothing changed, as JSON."""

from __future__ import annotations

import json

import django

django.setup()

from django.db import connection  # noqa: E402 - after Django is ready
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from people.api import everywhere, give_role  # noqa: E402
from people.choices import Role  # noqa: E402
from people.models import Municipality, User  # noqa: E402
from roleplays import api  # noqa: E402
from roleplays.choices import Command  # noqa: E402
from roleplays.models import LiveSession  # noqa: E402
from tooling.measurements.candidates import cookies_of  # noqa: E402

PEOPLE, SCENARIO = 12, "RP1"
HOST = {"host": "127.0.0.1"}
NOTHING_NEW = 204


def seats() -> dict[str, object]:
    """The address that they ask, a session of each in a browser, and the queries of a poll."""
    people = list(User.objects.filter(email__startswith="meetlat-").order_by("pk")[: PEOPLE + 1])
    with everywhere():
        session = _played(*people)
        poll = reverse("roleplays:poll", args=[session.public_id])
    address = f"{poll}?revision={session.revision}"
    return {
        "poll": address,
        "cookies": [cookies_of(person) for person in people[1:]],
        "queries": max(_queries(person, address) for person in people[1:]),
    }


def _played(leader: User, *people: User) -> LiveSession:
    """A session in the middle of playing."""
    municipality, now = Municipality.objects.get(slug="meetgemeente"), timezone.now()
    give_role(person=leader, municipality=municipality, role=Role.TRAINER, starts_on=timezone.localdate())
    version = api.playable_versions(municipality).get(scenario__code=SCENARIO)
    session = api.open_session(facilitator=leader, municipality=municipality, version=version, now=now)
    for person in people:
        api.join(session_id=session.pk, person=person, now=now)
    for command in (Command.PREPARE, Command.PLAY):
        api.command(session_id=session.pk, facilitator=leader, command=command, minutes=None, now=now)
    session.refresh_from_db()
    return session


def _queries(person: User, address: str) -> int:
    browser = Client(headers=HOST)
    browser.force_login(person)
    browser.get(address)  # the shared cache gets to know who sits here
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(address)
    if answer.status_code != NOTHING_NEW:
        message = f"A poll while nothing changed was answered with {answer.status_code}."
        raise RuntimeError(message)
    return len(captured)


if __name__ == "__main__":
    print(json.dumps(seats()))  # noqa: T201 - read by the measurements
