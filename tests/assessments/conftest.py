"""What tests of assessments ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from people.api import within
from tests.factories.observations import Group, make_group


@pytest.fixture
def group(db: None) -> Iterator[Group]:
    """A group, in whose municipality we work now."""
    found = make_group()
    with within(found.municipality):
        yield found
