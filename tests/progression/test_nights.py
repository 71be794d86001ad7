"""Counting a municipality in the night: in pieces, once, and going on where it was stopped."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import timezone

from progression import api, tasks
from progression.choices import CoreTask, Number, Stage
from progression.models import MonthlyFigures, NightlyCount, Trajectory
from progression.services import nightly
from progression.services.figures import count_month
from progression.services.trajectories import load_requirements
from tests.factories.takeover import delivered, put_at

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def roads(place, monkeypatch):
    """Seven trajectories that wait, counted three at a time."""
    load_requirements()
    monkeypatch.setattr(nightly, "AT_ONCE", 3)
    for task in list(CoreTask)[:7]:
        put_at(place.coach, Stage.OBSERVING, task, place.municipality)
    Trajectory.objects.update(needs_evaluation=True)
    return place


def piece(place):
    return nightly.count_piece(place.municipality.pk, night=TODAY(), now=timezone.now())


def test_a_night_goes_in_pieces_and_ends_with_the_numbers_of_the_month(roads):
    assert [piece(roads) for _ in range(5)] == [True, True, True, False, False]
    count = NightlyCount.objects.get()
    assert (count.total, count.done) == (7, 7)
    assert count.finished_at is not None
    assert not Trajectory.objects.filter(needs_evaluation=True).exists()
    assert MonthlyFigures.objects.get().as_of == TODAY()


def test_what_was_stopped_in_the_middle_of_a_piece_goes_on_with_that_piece(roads, monkeypatch):
    piece(roads)
    real, seen = nightly.evaluate, []

    def stops_after_one(trajectory_id, **options):
        if seen:
            raise KeyboardInterrupt
        seen.append(trajectory_id)
        return real(trajectory_id, **options)

    monkeypatch.setattr(nightly, "evaluate", stops_after_one)
    with pytest.raises(KeyboardInterrupt):
        piece(roads)
    monkeypatch.setattr(nightly, "evaluate", real)
    assert NightlyCount.objects.get().done == 3
    while piece(roads):
        pass
    assert NightlyCount.objects.get().done == 7


def test_counting_a_night_twice_is_counting_it_once(roads):
    for _ in range(2):
        while piece(roads):
            pass
    assert (NightlyCount.objects.count(), MonthlyFigures.objects.count()) == (1, 1)


def test_how_far_a_night_is_can_be_seen(roads):
    piece(roads)
    found = api.night_progress(night=TODAY())
    assert (found.municipalities, found.finished, found.trajectories, found.done) == (1, 0, 7, 3)


def test_the_sweep_hands_over_whatever_is_not_finished_and_nothing_else(roads, monkeypatch):
    handed = []
    monkeypatch.setattr(tasks.count_night, "delay", handed.append)
    tasks.count_nights()
    while piece(roads):
        pass
    tasks.count_nights()
    assert handed == [roads.municipality.pk]


def test_a_task_does_a_piece_and_hands_over_the_next(roads, monkeypatch):
    handed = []
    monkeypatch.setattr(tasks.count_night, "delay", handed.append)
    for _ in range(4):
        tasks.count_night(roads.municipality.pk)
    assert handed == [roads.municipality.pk] * 3


def test_the_numbers_that_are_kept_are_those_that_are_shown(place):
    for _ in range(6):
        delivered(place.municipality, hours=Decimal(4))
    kept = count_month(place.municipality, on=TODAY(), now=timezone.now())
    numbers = api.numbers_of(place.municipality, on=TODAY())
    assert kept.figures["shown"] == {each.value: api.value_of(numbers, each) for each in Number}
    assert kept.figures["strict"] == "1.0"
