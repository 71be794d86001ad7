"""The counting of a night with a real worker that is killed in the middle of a piece."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.utils import timezone

from people.api import everywhere
from people.choices import Role
from progression import tasks
from progression.choices import CoreTask, Stage
from progression.models import MonthlyFigures, NightlyCount, Trajectory
from progression.services.trajectories import load_requirements
from tests.factories.people import MunicipalityFactory, person_with
from tests.factories.takeover import put_at
from tests.live_stack import somebody_waits_for_us

pytestmark = pytest.mark.worker


@pytest.fixture
def municipality(transactional_db):
    """Sixteen trajectories that wait."""
    found = MunicipalityFactory()
    with everywhere(), transaction.atomic():
        load_requirements()
        for _ in range(2):
            coach = person_with(Role.COACH, municipality=found)
            for task in CoreTask:
                put_at(coach, Stage.OBSERVING, task, found)
        Trajectory.objects.update(needs_evaluation=True)
    return found


def test_a_worker_killed_in_the_middle_of_a_night_loses_and_doubles_nothing(live_stack, municipality):
    live_stack.start_worker()
    with transaction.atomic(), everywhere():
        # The last trajectory of the piece is held, so that the worker waits with the piece half done.
        Trajectory.objects.select_for_update().get(pk=_last())
        tasks.count_nights.delay()
        live_stack.wait_until(somebody_waits_for_us, "the worker is in the middle of the piece")
        live_stack.kill_worker()
    assert _state() in {(0, False), None}, "a piece that was not finished has done nothing"

    live_stack.start_worker()
    live_stack.wait_until(lambda: _state() == (16, True), "the night was finished")
    with everywhere():
        assert not Trajectory.objects.filter(needs_evaluation=True).exists()
        assert (NightlyCount.objects.count(), MonthlyFigures.objects.count()) == (1, 1)
        assert NightlyCount.objects.get().night == timezone.localdate()


def _last():
    return Trajectory.objects.order_by("-pk").values_list("pk", flat=True)[0]


def _state():
    with everywhere():
        count = NightlyCount.objects.first()
    return count and (count.done, count.finished_at is not None)
