"""The people who write, review and manage, signed in to the admin."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from courses.api import make_author, make_reviewer
from people.models import Municipality, User
from tests.authoring.world import Area, area_of_new, as_stored
from tests.factories.people import MunicipalityFactory, UserFactory
from tests.made_once import made_once


@pytest.fixture
def aaldorp() -> Municipality:
    """A municipality with an area of its own to write in."""
    return MunicipalityFactory(name="Aaldorp", slug="aaldorp")


@pytest.fixture
def beekstad() -> Municipality:
    """Another one."""
    return MunicipalityFactory(name="Beekstad", slug="beekstad")


@pytest.fixture
def author() -> User:
    """Somebody who writes the shared curriculum."""
    return _author(UserFactory(first_name="Anna", last_name="Auteur"))


@pytest.fixture
def colleague() -> User:
    """Another author of the shared curriculum."""
    return _author(UserFactory(first_name="Cor", last_name="Collega"))


@pytest.fixture
def reviewer() -> User:
    """Somebody who reviews the shared curriculum."""
    person = UserFactory(first_name="Bea", last_name="Beoordelaar")
    make_reviewer(person)
    return person


@pytest.fixture
def own_author(aaldorp: Municipality) -> User:
    """Somebody who writes for one municipality only."""
    return _author(UserFactory(first_name="Aad", last_name="Aaldorper"), aaldorp)


@pytest.fixture
def other_author(beekstad: Municipality) -> User:
    """Somebody who writes for the other municipality only."""
    return _author(UserFactory(first_name="Bob", last_name="Beekstedeling"), beekstad)


@pytest.fixture
def platform_administrator() -> User:
    """Somebody who manages the platform."""
    return User.objects.create_superuser("beheer@example.nl", "een-lang-wachtwoord", first_name="Pia")


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A function that gives the browser of somebody who signed in."""

    def sign_in(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in


def _author(person: User, municipality: Municipality | None = None) -> User:
    make_author(person, municipality=municipality)
    return person


@pytest.fixture
def desk(author, signed_in) -> Client:
    """Somebody who writes for everybody."""
    return signed_in(author)


@pytest.fixture(scope="module")
def areas(django_db_setup, django_db_blocker) -> Iterator[list[Area]]:
    """Two municipalities that each wrote something, made once for a module."""
    with made_once(django_db_blocker):
        yield [area_of_new(name) for name in ("Aaldorp", "Beekstad")]


@pytest.fixture
def ours(areas, db) -> Area:
    """What one of them wrote."""
    return as_stored(areas[0])


@pytest.fixture
def theirs(areas, db) -> Area:
    """What the other one wrote."""
    return as_stored(areas[1])
