"""A simulated country is the same each time, agrees with its own ledger, and is never made where people work."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from people.api import everywhere
from people.models import Municipality, User
from progression.choices import Stage
from progression.models import Delivery, SessionAhead, StageChange, Trajectory
from records.models import Record
from tests.factories.courses import LearningPathPageFactory, LessonPageFactory, ModulePageFactory
from trainings.choices import MeetingState
from trainings.models import Meeting

pytestmark = pytest.mark.django_db
SMALL = {"municipalities": 2, "people": 60, "records": 900, "months": 24}


@pytest.fixture
def path(settings):
    settings.DEMO = True
    made = LearningPathPageFactory()
    module = ModulePageFactory(parent=made)
    return [LessonPageFactory(parent=module) for _ in range(3)]


def simulate(**changes) -> str:
    told = io.StringIO()
    call_command("simulate", **{**SMALL, **changes}, stdout=told)
    return told.getvalue()


def test_it_makes_people_meetings_and_roads(path):
    told = simulate()
    with everywhere():
        assert Municipality.objects.filter(slug__startswith="simulatie-").count() == 2
        assert User.objects.filter(email__contains="@simulatie-").count() == 60
        held = Meeting.objects.filter(state=MeetingState.CONFIRMED)
        assert held.count() == Delivery.objects.count() > 0
        stages = set(Trajectory.objects.values_list("stage", flat=True))
        assert f"{Record.objects.count()} feiten" in told
    assert len(stages) > 1
    assert stages <= set(Stage.values)


def test_meetings_to_come_are_known_to_who_can_be_proposed_to_join_them(path):
    simulate()
    with everywhere():
        ahead = Meeting.objects.to_propose(timezone.now())
        assert sorted(SessionAhead.objects.values_list("key", flat=True)) == sorted(
            each.told_as for each in ahead
        )
        assert {each.municipality_id for each in ahead} == set(
            Municipality.objects.filter(slug__startswith="simulatie-").values_list("pk", flat=True)
        )
        assert all(each.roles.exists() for each in ahead)


def test_the_same_seed_gives_the_same_story(path):
    simulate(seed=7)
    with everywhere():
        first = list(Delivery.objects.order_by("pk").values_list("core_task", "mode", "held_on"))
    told = simulate(seed=7)
    assert "Er kwamen 0 feiten bij" in told
    with everywhere():
        assert list(Delivery.objects.order_by("pk").values_list("core_task", "mode", "held_on")) == first


def test_its_ledger_agrees_with_what_is_stored(path):
    simulate()
    told = io.StringIO()
    call_command("check_ledger", stdout=told)


def test_stages_follow_each_other_without_a_gap(path):
    simulate(people=120)
    with everywhere():
        for road in Trajectory.objects.filter(entry__gt=1)[:20]:
            changes = list(StageChange.objects.filter(trajectory=road).order_by("entry"))
            assert [each.to_stage for each in changes] == list(range(road.stage + 1))
            days = [each.changed_on for each in changes]
            assert days == sorted(days)


def test_it_refuses_outside_the_demo(path, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="demo"):
        simulate()


def test_it_refuses_without_a_learning_path(settings):
    settings.DEMO = True
    with pytest.raises(CommandError, match="leerpad"):
        simulate()
