"""A coach on the road, in a municipality with somebody in each role."""

from __future__ import annotations

import pytest

from progression.choices import Stage
from progression.models import (
    Trajectory,
)
from progression.services.trajectories import load_requirements
from tests.factories.takeover import put_at
from tests.progression.notices.telling import MONDAY, WEEKS


@pytest.fixture
def road(place):
    """A coach at S1 whose target date is on a Monday; nothing in the table goes at once."""
    load_requirements()
    road = put_at(place.coach, Stage.OBSERVING, "KT2", place.municipality)
    Trajectory.objects.filter(pk=road.pk).update(since=MONDAY - WEEKS)
    return Trajectory.objects.select_related("trainer").get(pk=road.pk)
