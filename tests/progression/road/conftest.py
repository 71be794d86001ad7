"""Somebody on a road, with everybody around them."""

from __future__ import annotations

import pytest

from people.api import everywhere
from tests.factories.trajectories import cast


@pytest.fixture
def road(db):
    with everywhere():
        yield cast()
