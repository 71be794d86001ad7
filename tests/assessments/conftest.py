"""What tests of assessments ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from people.api import within
from people.choices import Role
from people.models import Municipality, User
from tests.factories.observations import Group, make_group
from tests.factories.people import MunicipalityFactory, person_with


@pytest.fixture
def municipality(db: None) -> Municipality:
    """Where the learner learns."""
    return MunicipalityFactory()  # type: ignore[no-any-return]


@pytest.fixture
def learner(municipality: Municipality) -> User:
    """Somebody who learns."""
    return person_with(Role.LEARNER, municipality=municipality)


@pytest.fixture
def group(db: None) -> Iterator[Group]:
    """A group, in whose municipality we work now."""
    found = make_group()
    with within(found.municipality):
        yield found
