"""A municipality with its people, in whose scope we work."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client

from people.api import within
from tests.factories.people import MembershipFactory, TeamFactory


@pytest.fixture
def world():
    """Waterrijk: a lead, a coach of a team, a trainer, a manager, and a learner of the team."""
    team = TeamFactory()
    place = {"municipality": team.municipality}
    with within(team.municipality):
        yield SimpleNamespace(
            municipality=team.municipality,
            team=team,
            lead=MembershipFactory(**place, lead=True).person,
            coach=MembershipFactory(**place, coach=True, team=team).person,
            trainer=MembershipFactory(**place, trainer=True).person,
            manager=MembershipFactory(**place, manager=True, team=team).person,
            learner=MembershipFactory(**place, team=team).person,
        )


@pytest.fixture
def browser():
    """A browser of somebody."""

    def of(person):
        client = Client()
        client.force_login(person)
        return client

    return of
