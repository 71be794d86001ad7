"""Everybody around a candidate for the proeve."""

from __future__ import annotations

import pytest

from people.api import everywhere
from tests.factories.proeves import around


@pytest.fixture
def them(db):
    with everywhere():
        yield around()
