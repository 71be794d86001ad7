"""Prints a session of a lead of the simulated country, and how many queries a page takes with few and with many people, as JSON."""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.db import connection  # noqa: E402 - after Django is ready
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from people.api import within  # noqa: E402
from people.choices import Role  # noqa: E402
from people.models import Membership, Municipality, User  # noqa: E402
from progression.models import Takeover  # noqa: E402
from tooling.measurements.candidates import cookies_of  # noqa: E402

FEW, MANY = "simulatie-01", "exportgemeente-5000"
HOST = {"host": "127.0.0.1"}


def sample(page: str) -> dict[str, object]:
    """Who looks, and what it takes."""
    few, many = _lead_of(FEW), _lead_of(MANY)
    return {
        "cookies": cookies_of(few),
        "queries": _queries(few, page),
        "queries with 5000 people": _queries(many, page),
    }


def _lead_of(slug: str) -> User:
    """The lead of a municipality where the numbers may be seen."""
    municipality = Municipality.objects.get(slug=slug)
    with within(municipality):
        Takeover.objects.update_or_create(
            municipality=municipality, defaults={"dpia_done_on": timezone.localdate()}
        )
        return Membership.objects.filter(municipality=municipality, role=Role.LEAD)[0].person


def _queries(lead: User, page: str) -> int:
    browser = Client(headers=HOST)
    browser.force_login(lead)
    browser.get(page)  # what is remembered is remembered
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(page)
    if answer.status_code != 200:
        message = f"{page} was answered with {answer.status_code}."
        raise RuntimeError(message)
    return len(captured)


if __name__ == "__main__":
    print(json.dumps(sample(sys.argv[1])))  # noqa: T201 - read by the measurements
