"""Going back is proposed, and only a person decides it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from progression import api
from progression.services import absence
from progression.services import trajectories as services
from tests.progression.road.acting import S, road_now, weak_observation


def step_back(road, person, plan="Twee keer samen leiden."):
    return absence.step_back(
        person=person,
        trajectory=road.trajectory,
        reason="Een ernstige fout.",
        repair_plan=plan,
        today=timezone.localdate() + timedelta(days=2),
        now=timezone.now(),
    )


def test_going_back_is_proposed_and_only_a_person_decides_it(road):
    road.bring_to(S.INDEPENDENT)
    with pytest.raises(api.NotPossibleError):
        step_back(road, road.trainer)
    for number in range(2):
        weak_observation(road, number)
    later = timezone.localdate() + timedelta(days=2)
    services.evaluate(road.trajectory.pk, today=later, now=timezone.now())
    assert road_now(road).stage == S.INDEPENDENT
    with pytest.raises(api.NotPossibleError):
        step_back(road, road.trainer, plan=" ")
    with pytest.raises(PermissionDenied):
        step_back(road, road.manager)
    change = step_back(road, road.trainer)
    assert (road_now(road).stage, change.decided_by) == (S.SUPERVISED, road.trainer)
