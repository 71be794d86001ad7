"""Who works with what others do reads first what is asked of them."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from people.api import everywhere
from people.choices import Role
from progression.choices import Stage
from tests.factories.marking import answered, marker_in
from tests.factories.people import MembershipFactory, person_with
from tests.factories.trajectories import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def road():
    """A candidate who agreed to be put forward, so that a signature waits."""
    with everywhere():
        found = cast()
        found.show(Stage.CANDIDATE)
        found.agree()
        yield found


def first_page(person) -> str:
    client = Client()
    client.force_login(person)
    return client.get("/mijn-leerpad/").content.decode()


def waiting(person) -> list[tuple[str, str]]:
    """The lines of what waits: where each leads, and its words."""
    page = first_page(person)
    if "Dit wacht op je" not in page:
        return []
    card = page[page.index("Dit wacht op je") : page.index("Jouw werk hier")]
    return re.findall(r'<a href="([^"]+)">([^<]+)</a>', card)


def test_a_signature_that_is_asked_stands_on_the_first_page_and_goes_with_it(road):
    assert waiting(road.trainer) == [("/overdracht/aftekenen/", "1 handtekening te zetten")]
    for person, capacity in road.signers(Stage.CANDIDATE):
        road.sign(person, capacity)
    assert waiting(road.trainer) == []


def test_answers_wait_for_who_may_mark_and_for_nobody_else(road):
    marker, another = marker_in(road.municipality), person_with(Role.TRAINER, municipality=road.municipality)
    answered(MembershipFactory(municipality=road.municipality).person, road.municipality)
    signature = ("/overdracht/aftekenen/", "1 handtekening te zetten")
    assert waiting(marker) == [signature, ("/nakijken/", "1 open antwoord na te kijken")]
    assert waiting(another) == [signature]


@pytest.mark.parametrize("role", [Role.LEARNER, Role.ADMINISTRATOR])
def test_nothing_is_asked_of_who_signs_and_marks_nothing(road, role):
    assert waiting(person_with(role, municipality=road.municipality)) == []


def test_nothing_of_another_municipality_is_asked(road):
    assert waiting(marker_in(cast().municipality)) == []


def test_more_that_waits_takes_no_more_queries(road, django_assert_max_num_queries):
    client = Client()
    client.force_login(road.trainer)
    for _ in range(3):
        with everywhere():
            other = cast(municipality=road.municipality)
            other.show(Stage.CANDIDATE)
            other.agree()
    client.get("/mijn-leerpad/")
    with django_assert_max_num_queries(20):
        page = client.get("/mijn-leerpad/").content.decode()
    assert "handtekeningen te zetten" in page
