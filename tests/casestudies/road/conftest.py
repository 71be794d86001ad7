"""A learner with a browser, and one whole case."""

from __future__ import annotations

import pytest
from django.test import Client

from casestudies.models import CaseStudyPage
from tests.factories.cases import case_page
from tests.factories.people import MembershipFactory, MunicipalityFactory, TeamFactory
from tests.made_once import made_once


@pytest.fixture
def membership():
    """Somebody who learns, in a team."""
    municipality = MunicipalityFactory()
    return MembershipFactory(municipality=municipality, team=TeamFactory(municipality=municipality))


@pytest.fixture
def client(membership):
    """Their browser."""
    client = Client()
    client.force_login(membership.person)
    return client


@pytest.fixture(scope="module", autouse=True)
def whole_case(django_db_setup, django_db_blocker):
    """A whole case, made once; what a test changes in it is rolled back."""
    with made_once(django_db_blocker):
        yield case_page().pk


@pytest.fixture
def case(whole_case):
    """The case as it is stored."""
    return CaseStudyPage.objects.get(pk=whole_case)
