"""Making it all, one municipality in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.db import transaction

from courses.api import curriculum
from people.api import everywhere
from people.models import Municipality, User
from progression.api import load_requirements
from website.services.simulation import learning, meetings, takeover
from website.services.simulation.people import TRAINERS, TRAINERS_EACH, make_people, settle
from website.services.simulation.story import Size, pace_of

if TYPE_CHECKING:
    from datetime import datetime

SLUG = "simulatie"


def simulate(
    size: Size, *, seed: int, now: datetime, password: str | None = None, tell: Callable[[str], None]
) -> int:
    """Make what was asked and is not there yet; gives how many records were told. With a password people can sign in."""
    chance = Random(seed)  # noqa: S311 - a story, no secret
    secret = make_password(password)
    load_requirements()
    trainers = _trainers(chance, secret)
    told = 0
    for number in range(1, size.municipalities + 1):
        slug = f"{SLUG}-{number:02}"
        if not Municipality.objects.filter(slug=slug).exists():
            told += _make_one(slug, number, size, Random(f"{seed}:{slug}"), trainers, secret, now)  # noqa: S311
            tell(slug)
    return told


def _trainers(chance: Random, secret: str) -> list[User]:
    known = list(User.objects.filter(email__endswith=f"@{SLUG}.example.org").order_by("pk"))
    return known or make_people(domain=f"{SLUG}.example.org", number=TRAINERS, chance=chance, password=secret)


@transaction.atomic
def _make_one(
    slug: str, number: int, size: Size, chance: Random, trainers: list[User], secret: str, now: datetime
) -> int:
    path = curriculum().paths[0]
    first = (number * TRAINERS_EACH) % len(trainers)
    with everywhere():
        place = settle(
            slug=slug,
            name=f"Gemeente Simulatie {number}",
            number=size.people_each,
            pace=pace_of(chance, size=size, today=now.date()),
            trainers=(trainers + trainers)[first : first + TRAINERS_EACH],
            chance=chance,
            password=secret,
        )
        told = meetings.hold(place, chance=chance, now=now)
        told += takeover.take_over(place, chance=chance, now=now)
        learners = len(place.coaches) + len(place.learners)
        left = size.records // size.municipalities - told
        told += learning.learn(
            place, path=path, records_each=max(0, left // learners), chance=chance, now=now
        )
        meetings.plan_ahead(place, chance=chance, now=now)
    return told
