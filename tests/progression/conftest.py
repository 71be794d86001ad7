"""A municipality with its people, in whose scope we work."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client

from people.api import within
from people.choices import Role
from tests.factories.people import MembershipFactory, MunicipalityFactory, TeamFactory, person_with
from tests.factories.takeover import takeover


@pytest.fixture
def place():
    """Waterrijk, whose works council agreed and whose DPIA was done: a lead, and somebody in each other role."""
    municipality = MunicipalityFactory(name="Waterrijk")
    with within(municipality):
        team = TeamFactory(municipality=municipality, name="Wijkteam Oost")
        for _ in range(5):
            MembershipFactory(municipality=municipality, team=team)
        takeover(municipality)
        yield SimpleNamespace(
            municipality=municipality,
            team=team,
            lead=person_with(Role.LEAD, municipality=municipality),
            trainer=person_with(Role.TRAINER, municipality=municipality),
            administrator=person_with(Role.ADMINISTRATOR, municipality=municipality),
            manager=person_with(Role.MANAGER, team=team),
            coach=person_with(Role.COACH, team=team),
            learner=person_with(Role.LEARNER, team=team),
        )


@pytest.fixture
def browser():
    """A browser of somebody."""

    def of(person):
        client = Client()
        client.force_login(person)
        return client

    return of
