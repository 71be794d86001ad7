"""When a mail about an end date is due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progression.rules.deadlines import DEADLINE_STEPS, Due, deadline_reminders

DEADLINE = date(2026, 6, 15)
TWO_WEEKS = Due("deadline_near", date(2026, 6, 1))
ONE_WEEK = Due("deadline_near", date(2026, 6, 8))
PASSED = Due("deadline_passed", DEADLINE)


@pytest.mark.parametrize(
    ("today", "due"),
    [
        pytest.param(date(2026, 5, 31), (), id="more than two weeks to go"),
        pytest.param(date(2026, 6, 1), (TWO_WEEKS,), id="two weeks to go"),
        pytest.param(date(2026, 6, 7), (TWO_WEEKS,), id="a day on which nothing new is due"),
        pytest.param(date(2026, 6, 8), (ONE_WEEK,), id="one week to go"),
        pytest.param(date(2026, 6, 15), (PASSED,), id="the end date itself"),
        pytest.param(date(2026, 9, 1), (PASSED,), id="long after"),
    ],
)
def test_only_the_latest_reminder_is_due(today, due):
    assert deadline_reminders(DEADLINE, today=today) == due


@given(st.dates(date(2025, 1, 1), date(2027, 1, 1)), st.integers(0, 400))
def test_somebody_who_gets_a_mail_each_day_gets_each_mail_once(deadline, days):
    first = deadline - timedelta(days=days)
    seen = [
        due for n in range(days + 30) for due in deadline_reminders(deadline, today=first + timedelta(days=n))
    ]
    assert len(set(seen)) <= len(DEADLINE_STEPS)
    assert sorted(set(seen), key=lambda due: due.due_on) == list(dict.fromkeys(seen))


@given(st.dates(), st.dates())
def test_no_mail_is_sent_before_its_day(deadline, today):
    try:
        due = deadline_reminders(deadline, today=today)
    except OverflowError:  # the first two weeks of the calendar
        return
    assert all(each.due_on <= today for each in due)
