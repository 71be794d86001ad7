from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progression.rules.clocks import (
    NewDate,
    Pause,
    add_months,
    holidays,
    is_paused,
    is_working_day,
    target_date,
    window_start,
    working_days_later,
)
from progression.rules.escalation import STEPS, Clock, To, is_stalled

TARGET = date(2026, 11, 25)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_end_where_their_days_end(day, months, then):
    assert add_months(day, months) == then


def test_offices_are_closed_on_the_holidays_of_2026():
    assert sorted(holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 6),
        date(2026, 4, 27),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


def test_kings_day_is_on_a_saturday_when_it_would_be_on_a_sunday():
    assert date(2025, 4, 26) in holidays(2025)
    assert date(2025, 4, 27) not in holidays(2025)


@pytest.mark.parametrize(
    ("day", "number", "then"),
    [
        pytest.param(date(2026, 11, 25), 5, date(2026, 12, 2), id="over a weekend"),
        pytest.param(date(2026, 12, 24), 1, date(2026, 12, 28), id="over Christmas"),
        pytest.param(date(2026, 11, 28), 1, date(2026, 11, 30), id="from a Saturday"),
        pytest.param(date(2026, 11, 28), 0, date(2026, 11, 28), id="none"),
    ],
)
def test_working_days_skip_weekends_and_holidays(day, number, then):
    assert working_days_later(day, number) == then


@given(days, st.integers(1, 30))
def test_so_many_working_days_later_is_a_working_day(day, number):
    then = working_days_later(day, number)
    assert is_working_day(then)
    between = (day + timedelta(days=each) for each in range(1, (then - day).days + 1))
    assert sum(map(is_working_day, between)) == number


@pytest.mark.parametrize(
    ("pauses", "target"),
    [
        pytest.param((), date(2026, 3, 26), id="no pause"),
        pytest.param((Pause(date(2026, 2, 1), date(2026, 2, 11)),), date(2026, 4, 5), id="ten days"),
        pytest.param((Pause(date(2026, 3, 1)),), date(2026, 4, 5), id="still going on"),
        pytest.param((Pause(date(2025, 1, 1), date(2025, 2, 1)),), date(2026, 3, 26), id="before it began"),
    ],
)
def test_a_pause_puts_the_target_date_off(pauses, target):
    found = target_date(date(2026, 1, 29), weeks=8, pauses=pauses, as_of=date(2026, 3, 11))
    assert found == target


@pytest.mark.parametrize(
    ("pauses", "target"),
    [
        pytest.param((), date(2026, 6, 1), id="no pause"),
        pytest.param(
            (Pause(date(2026, 2, 1), date(2026, 2, 11)),), date(2026, 6, 1), id="before it was agreed"
        ),
        pytest.param(
            (Pause(date(2026, 4, 1), date(2026, 4, 8)),), date(2026, 6, 8), id="after it was agreed"
        ),
    ],
)
def test_an_agreed_date_goes_before_the_usual_one(pauses, target):
    agreed = NewDate(on=date(2026, 6, 1), set_on=date(2026, 3, 30))
    found = target_date(date(2026, 1, 29), weeks=8, pauses=pauses, as_of=date(2026, 5, 1), agreed=agreed)
    assert found == target


def test_a_pause_holds_from_its_first_day_until_its_end():
    pauses = [Pause(date(2026, 2, 1), date(2026, 2, 3))]
    held = [is_paused(pauses, on=date(2026, 2, 1) + timedelta(days=each)) for each in range(-1, 3)]
    assert held == [False, True, True, False]


def test_what_somebody_did_just_before_a_long_leave_still_counts_afterwards():
    leave = (Pause(date(2026, 1, 1), date(2026, 7, 1)),)
    assert window_start(date(2026, 11, 25), months=12) == date(2025, 11, 26)
    assert window_start(date(2026, 11, 25), months=12, pauses=leave) == date(2025, 5, 29)


@given(days, st.lists(st.tuples(days, st.integers(0, 400)), max_size=3))
def test_a_pause_never_makes_a_window_shorter(as_of, given_pauses):
    pauses = [Pause(start, start + timedelta(days=length)) for start, length in given_pauses]
    assert window_start(as_of, months=12, pauses=pauses) <= window_start(as_of, months=12)


def test_manager_and_lead_hear_status_only():
    above = {To.MANAGER, To.LEAD, To.CONTRACT_OWNER}
    about_people = [step for step in STEPS if step.clock in {Clock.TARGET, Clock.VALIDITY}]
    assert not [step.code for step in about_people if above & set(step.to) and step.shows_content]


def test_a_trajectory_is_stalled_two_weeks_after_its_target():
    assert not is_stalled(TARGET, today=TARGET + timedelta(days=13))
    assert is_stalled(TARGET, today=TARGET + timedelta(days=14))
