from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progression.rules.forecast import (
    Candidate,
    Margin,
    Refused,
    Trend,
    bottom_up,
    covered_in,
    margin,
    planning_months,
    share_at,
    trend,
)

# The examples of domain text f.6.
GROWTH = [0.08, 0.12, 0.15, 0.22, 0.30, 0.37, 0.46, 0.53]
BASIC_TRAINING = [Candidate(to_go, Fraction(1)) for to_go in (0, 3, 6)] + [Candidate(9, Fraction(3, 4))]


def test_the_trend_of_the_example_reaches_ninety_percent_in_month_13_4():
    found = trend(GROWTH, seed=1)
    assert isinstance(found, Trend)
    assert round(found.month, 1) == 13.4
    assert found.earliest <= found.month <= found.latest


def test_the_same_seed_gives_the_same_band():
    assert trend(GROWTH, seed=7) == trend(GROWTH, seed=7)


@pytest.mark.parametrize(
    ("shares", "why"),
    [
        pytest.param(GROWTH[:5], "too_few_months", id="five months"),
        pytest.param([0.5] * 6, "no_growth", id="flat"),
        pytest.param(GROWTH[::-1], "no_growth", id="falling"),
        pytest.param([0.1, 0.6, 0.05, 0.7, 0.1, 0.6, 0.2], "too_uncertain", id="all over the place"),
    ],
)
def test_no_date_is_given_when_the_line_says_too_little(shares, why):
    assert trend(shares, seed=1) == Refused(why)


def test_nought_and_the_whole_are_pulled_within_the_scale():
    found = trend([0.0, 0.0, 0.1, 0.5, 0.9, 1.0, 1.0], seed=1)
    assert isinstance(found, Trend)


@given(st.lists(st.floats(0, 1), max_size=24), st.integers())
def test_whatever_the_shares_there_is_a_date_within_its_limits_or_a_reason(shares, seed):
    found = trend(shares, seed=seed)
    if isinstance(found, Trend):
        assert len(shares) >= 6
        assert found.latest - found.earliest <= 12


@given(st.floats(-50, 500))
def test_the_line_never_rises_above_the_whole(month):
    assert 0 <= share_at(month, start=-2.8, slope=0.37) <= 1


def test_basic_training_of_the_example_is_covered_in_six_months():
    assert covered_in(BASIC_TRAINING, need=3) == 6
    assert covered_in(BASIC_TRAINING, need=4) == 12
    assert covered_in(BASIC_TRAINING, need=5) is None


@pytest.mark.parametrize(
    ("candidate", "months"),
    [
        pytest.param(Candidate(4, Fraction(8), Fraction(3)), 3, id="never faster than the least time"),
        pytest.param(Candidate(4, Fraction(0)), None, id="nothing planned"),
        pytest.param(Candidate(0, Fraction(0)), 0, id="there already"),
        pytest.param(Candidate(3, Fraction(1, 2)), 6, id="one every other month"),
    ],
)
def test_how_long_a_candidate_still_needs(candidate, months):
    assert covered_in([candidate], need=1) == months


def test_a_municipality_is_ready_at_its_last_core_task():
    found = bottom_up({"KT1": ([Candidate(1, Fraction(1))], 1), "KT2": (BASIC_TRAINING, 3)})
    assert (found.months, found.slowest) == (6, ("KT2",))


def test_a_core_task_that_nobody_gets_to_leaves_no_date_and_is_named():
    found = bottom_up({"KT1": ([Candidate(1, Fraction(1))], 1), "KT6": ([], 2)})
    assert (found.months, found.slowest) == (None, ("KT6",))


def test_the_later_of_the_two_forecasts_is_planned_with():
    assert planning_months(Fraction(6), 13.4) == 13.4
    assert planning_months(None, 13.4) == 13.4
    assert planning_months(None, None) is None


@pytest.mark.parametrize(
    ("ends_on", "signal"),
    [
        (date(2026, 11, 24), "red"),
        (date(2026, 11, 25), "amber"),
        (date(2027, 2, 22), "amber"),
        (date(2027, 2, 23), "green"),
    ],
)
def test_the_contract_leaves_a_margin(ends_on, signal):
    assert margin(contract_ends_on=ends_on, taken_over_on=date(2026, 11, 25)).signal == signal
    assert Margin(-1).signal == "red"
