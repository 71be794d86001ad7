"""A municipality with a lead, a path and a team; files go to a folder of the test."""

from __future__ import annotations

import pytest

from people.api import within
from people.choices import Role
from tests.factories import courses as make
from tests.factories.people import MunicipalityFactory, person_with
from tests.factories.takeover import takeover
from tests.website.exports.asking import team_of


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def municipality():
    found = MunicipalityFactory(name="Waterrijk")
    with within(found):
        takeover(found)
    return found


@pytest.fixture
def lead(municipality):
    return person_with(Role.LEAD, municipality=municipality)


@pytest.fixture
def path():
    module = make.ModulePageFactory(code="M1")
    make.LessonPageFactory(parent=module, code="M1-L1")
    return module.get_parent().specific


@pytest.fixture
def team(municipality, path):
    return team_of(municipality, 6, path, name="Wijkteam Noord")
