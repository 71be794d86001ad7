"""Times, hours and overlap."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainings.choices import Part, Presence, Problem
from trainings.rules.hours import (
    Stretch,
    hours_problem,
    hours_there,
    overlapping,
    presence_problem,
    takes_the_person,
    times_problem,
)

NINE = datetime(2026, 3, 4, 9, tzinfo=UTC)


def stretch(begins=0.0, ends=3.0, key=0):
    return Stretch(NINE + timedelta(hours=begins), NINE + timedelta(hours=ends), key)


@pytest.mark.parametrize(
    ("ends", "problem"),
    [
        (3, None),
        (24, None),
        (24.02, Problem.LONGER_THAN_A_DAY),
        (0, Problem.ENDS_BEFORE_BEGIN),
        (-1, Problem.ENDS_BEFORE_BEGIN),
    ],
)
def test_a_meeting_ends_after_it_begins_and_within_a_day(ends, problem):
    assert times_problem(stretch(0, ends)) == problem


@pytest.mark.parametrize(
    ("hours", "problem"),
    [
        ("3", None),
        ("2.5", None),
        ("0", Problem.NEGATIVE_HOURS),
        ("-2", Problem.NEGATIVE_HOURS),
        ("24.01", Problem.LONGER_THAN_A_DAY),
        ("3.25", Problem.LONGER_THAN_PLANNED),
    ],
)
def test_hours_are_more_than_nothing_and_no_more_than_the_meeting_took(hours, problem):
    assert hours_problem(Decimal(hours), planned=stretch()) == problem


@pytest.mark.parametrize(
    ("presence", "minutes", "problem"),
    [
        (Presence.THERE, None, None),
        (Presence.ABSENT, None, None),
        (Presence.PARTLY, 90, None),
        (Presence.PARTLY, None, Problem.PART_WITHOUT_MINUTES),
        (Presence.PARTLY, 0, Problem.PART_WITHOUT_MINUTES),
        (Presence.PARTLY, -5, Problem.PART_WITHOUT_MINUTES),
        (Presence.PARTLY, 180, Problem.PART_WITHOUT_MINUTES),
    ],
)
def test_who_was_there_for_a_part_was_there_for_some_minutes(presence, minutes, problem):
    assert presence_problem(presence, minutes, planned=stretch()) == problem


@pytest.mark.parametrize(
    ("presence", "minutes", "hours"),
    [
        (Presence.THERE, None, "2.50"),
        (Presence.PARTLY, 45, "0.75"),
        (Presence.PARTLY, 170, "2.50"),
        (Presence.ABSENT, None, "0"),
    ],
)
def test_a_part_counts_as_a_part(presence, minutes, hours):
    assert hours_there(presence, minutes, hours=Decimal("2.50")) == Decimal(hours)


@given(st.sampled_from(Presence), st.integers(1, 1440), st.decimals("0.25", "24", places=2))
def test_nobody_gets_more_hours_than_the_meeting_has(presence, minutes, hours):
    assert 0 <= hours_there(presence, minutes, hours=hours) <= hours


@pytest.mark.parametrize(
    ("other", "is_at_the_same_time"),
    [
        (stretch(1, 2, 7), True),
        (stretch(-1, 0.5, 7), True),
        (stretch(2.5, 9, 7), True),
        (stretch(-1, 9, 7), True),
        (stretch(3, 4, 7), False),
        (stretch(-2, 0, 7), False),
        (stretch(0, 3, 0), False),  # the meeting itself
    ],
)
def test_two_meetings_of_one_person_are_not_at_the_same_time(other, is_at_the_same_time):
    assert bool(overlapping(stretch(), [other])) == is_at_the_same_time


times = st.tuples(st.integers(0, 100), st.integers(1, 30)).map(lambda t: (t[0], t[0] + t[1]))


@given(times, times)
def test_overlap_holds_in_both_directions(one, other):
    first, second = stretch(*one, key=1), stretch(*other, key=2)
    assert bool(overlapping(first, [second])) == bool(overlapping(second, [first]))


@given(st.integers(-600, 600))
def test_hours_are_those_of_the_clock_and_not_of_the_wall(minutes):
    night = datetime(2026, 3, 28, 22, tzinfo=UTC) + timedelta(minutes=minutes)
    assert Stretch(night, night + timedelta(hours=4)).hours == Decimal("4.00")


def test_who_can_be_reached_is_free_for_something_else():
    assert [part for part in Part if not takes_the_person(part)] == [Part.ON_CALL]
    assert takes_the_person(None)
