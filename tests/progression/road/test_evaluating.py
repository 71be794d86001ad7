"""An evaluation may run twice, at once or late: the state is the same."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from people.api import everywhere
from progression import api, tasks
from progression.models import SignOff, StageChange
from progression.selectors import trajectories
from progression.services import trajectories as services
from tests.at_once import at_once
from tests.factories.trajectories import cast
from tests.progression.road.acting import C, S, raw_sign_off, weak_observation


def test_an_evaluation_that_runs_twice_changes_nothing(road):
    road.bring_to(S.CANDIDATE)
    assert road.evaluate() == S.CANDIDATE
    assert StageChange.objects.count() == 1


def test_an_evaluation_takes_few_queries(road, django_assert_max_num_queries):
    road.bring_to(S.OBSERVING)
    with django_assert_max_num_queries(12):
        services.evaluate(road.trajectory.pk, today=timezone.localdate(), now=timezone.now())


def test_an_evaluation_that_got_lost_is_picked_up(road):
    road.show(S.CANDIDATE)
    road.agree()
    road.sign(road.trainer, C.FIT)
    road.sign(road.manager, C.TIME)
    assert trajectories.waiting_trajectory_ids() == [road.trajectory.pk]
    tasks.evaluate(road.trajectory.pk)
    assert trajectories.waiting_trajectory_ids() == []
    road.trajectory.refresh_from_db()
    assert (road.trajectory.stage, road.trajectory.needs_evaluation) == (S.CANDIDATE, False)


@pytest.mark.django_db(transaction=True)
def test_two_evaluations_at_once_make_one_change():
    with everywhere():
        road = cast()
        road.show(S.CANDIDATE)
        road.agree()
        road.sign(road.trainer, C.FIT)
        road.sign(road.manager, C.TIME)
    jobs = [lambda: services.evaluate(road.trajectory.pk, today=timezone.localdate(), now=timezone.now())] * 4
    at_once(*jobs)
    with everywhere():
        assert StageChange.objects.count() == 1
        road.trajectory.refresh_from_db()
        assert (road.trajectory.stage, road.trajectory.entry) == (S.CANDIDATE, 1)


@pytest.mark.django_db(transaction=True)
def test_two_signatures_at_once_both_stand_and_the_same_one_stands_once():
    with everywhere():
        road = cast()
        road.show(S.CANDIDATE)
        road.agree()

    def signing(person, capacity):
        def job():
            try:
                return road.sign(person, capacity).pk
            except (PermissionDenied, api.NotPossibleError):
                return None

        return job

    at_once(signing(road.trainer, C.FIT), signing(road.trainer, C.FIT), signing(road.manager, C.TIME))
    with everywhere():
        assert sorted(SignOff.objects.values_list("capacity", flat=True)) == [C.FIT, C.TIME]
        assert road.evaluate() == S.CANDIDATE


def test_a_stage_that_was_tampered_with_is_found_by_going_the_road_again(road):
    road.bring_to(S.CANDIDATE)
    assert api.road_differences() == []
    raw_sign_off(road, road.trainer)
    assert [(each.core_task, each.what) for each in api.road_differences()] == [
        (road.trajectory.core_task, "evidence")
    ]


def test_an_observation_that_names_a_core_task_counts_for_that_one_only(road):
    weak_observation(road, 1)
    (fact,) = api.facts_of(road.candidate, road.municipality)
    assert fact.core_tasks == {road.trajectory.core_task}
