"""Searching the whole site: what there is to practise is found beside lessons and terms."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories.cases import case_page
from tests.factories.people import MembershipFactory, MunicipalityFactory
from tests.factories.roleplays import ScenarioFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    """The browser of somebody who learns."""
    client = Client()
    client.force_login(MembershipFactory().person)
    return client


def found(client, words):
    return client.get("/zoeken/", {"q": words}).content.decode()


def test_a_conversation_is_found_by_its_title_and_its_summary(client):
    ScenarioFactory(code="RP1", title="De eerste avond", summary="Je oefent met een buurtgroep.")
    for words in ("eerste avond", "buurtgroep", "rp1"):
        assert 'href="/oefenen/scenario/rp1/"' in found(client, words)
    assert 'href="/oefenen/scenario/rp1/"' not in found(client, "schulden")


def test_a_case_is_found(client):
    case = case_page()
    page = found(client, case.title)
    assert f'href="/casussen/{case.code.lower()}/"' in page
    assert "Niets gevonden" not in page


def test_what_another_municipality_made_for_itself_is_not_found(client):
    ScenarioFactory(code="RP1", title="De eerste avond", municipality=MunicipalityFactory())
    assert "De eerste avond" not in found(client, "eerste avond")


def test_a_visitor_finds_nothing_that_asks_to_sign_in():
    ScenarioFactory(code="RP1", title="De eerste avond")
    assert "/oefenen/" not in found(Client(), "eerste avond")


def test_no_words_find_nothing_to_practise(client):
    ScenarioFactory(code="RP1")
    assert "Om te oefenen" not in found(client, "  ")
