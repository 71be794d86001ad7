"""Somebody who learns, at their browser, with files in a folder of the test."""

from __future__ import annotations

import pytest

from people import api as people
from people.choices import Role
from tests.factories.people import person_with


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def owner(client):
    """Somebody who learns, at their browser."""
    client.owner = person_with(Role.LEARNER)
    client.municipality = people.standing_of(client.owner).municipalities[0]
    client.force_login(client.owner)
    return client
