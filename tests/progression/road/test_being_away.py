"""Pauses and departures: clocks stop, nothing is lost, coverage opens again."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from progression import api
from progression.models import Guide, Pause
from progression.selectors import trajectories
from progression.services import absence
from progression.services import trajectories as services
from tests.progression.road.acting import S, road_now


def test_a_pause_stops_the_clocks_and_keeps_no_reason(road):
    person, today = road.candidate, timezone.localdate()
    whose = {"person": person, "municipality": road.municipality, "today": today}
    for _ in range(2):
        absence.begin_pause(by=person, **whose)
    assert {field.name for field in Pause._meta.fields} == {
        "id", "municipality", "person", "begins_on", "ends_on",
    }  # fmt: skip
    decision = trajectories.decision_about(road.trajectory, as_of=today)
    assert [reason.key for reason in decision.why] == ["paused"]
    absence.end_pause(by=road.trainer, **whose)
    assert Pause.objects.get().ends_on == today
    with pytest.raises(PermissionDenied):
        absence.begin_pause(by=road.manager, **whose)


def leave(road, person, successor=None):
    return absence.leave(
        by=road.lead,
        person=person,
        municipality=road.municipality,
        successor=successor,
        today=timezone.localdate(),
    )


def test_a_coach_who_leaves_no_longer_covers_a_core_task_and_can_come_back(road):
    road.bring_to(S.CANDIDATE)
    leave(road, road.candidate)
    assert not api.stages_in(road.municipality)
    decision = trajectories.decision_about(road_now(road), as_of=timezone.localdate())
    assert [reason.key for reason in decision.why] == ["left"]
    services.put_forward(
        trainer=road.trainer,
        candidate=road.candidate,
        municipality=road.municipality,
        core_task=road.trajectory.core_task,
        today=timezone.localdate(),
    )
    assert api.stages_in(road.municipality) == {road.candidate.pk: {road.trajectory.core_task: S.CANDIDATE}}


def test_a_trainer_who_leaves_hands_candidates_over_to_a_trainer(road):
    with pytest.raises(api.NotPossibleError):
        leave(road, road.trainer)
    with pytest.raises(PermissionDenied):
        leave(road, road.trainer, successor=road.manager)
    successor = road.assessors[0]
    leave(road, road.trainer, successor=successor)
    assert road_now(road).trainer == successor
    assert Guide.objects.filter(person=successor).exists()


def test_nobody_writes_down_their_own_departure(road):
    with pytest.raises(PermissionDenied):
        leave(road, road.lead)
