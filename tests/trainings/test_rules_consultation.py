"""Ways to hold a peer consultation."""

from __future__ import annotations

import pytest

from trainings.choices import Method, Seat, Step
from trainings.rules.consultation import PLANS, minutes_of, stage_of


@pytest.mark.parametrize("method", Method)
def test_every_way_begins_with_arriving_and_ends_with_what_people_learnt(method):
    steps = [stage.step for stage in PLANS[method]]
    assert (steps[0], steps[-1]) == (Step.ARRIVE, Step.LEARN)
    assert len(steps) == len(set(steps))


@pytest.mark.parametrize("method", Method)
def test_every_way_fits_in_an_hour_and_a_half(method):
    assert 45 <= minutes_of(method) <= 90
    assert all(stage.minutes > 0 for stage in PLANS[method])


@pytest.mark.parametrize("method", Method)
def test_the_bringer_speaks_and_the_group_does(method):
    assert {stage.speaks for stage in PLANS[method]} == {Seat.BRINGER, Seat.GROUP}


@pytest.mark.parametrize(("number", "is_there"), [(0, False), (1, True), (7, True), (8, False), (-1, False)])
def test_steps_are_counted_from_one(number, is_there):
    assert (stage_of(Method.INCIDENT, number) is not None) == is_there


@pytest.mark.parametrize("step", Step)
def test_every_step_says_what_the_chair_reads_out(step):
    assert step.instruction.endswith((".", "?"))
