"""How long it holds, and what keeps it alive: domain text e.3."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certification.rules.validity import Kept, may_renew, reminder_due, renewal, valid_until

ISSUED = date(2026, 3, 10)
ENDS = date(2028, 3, 9)
FIRST_YEAR = [ISSUED + timedelta(days=30 * n) for n in range(6)]
SECOND_YEAR = [date(2027, 3, 10) + timedelta(days=30 * n) for n in range(6)]
GOOD = [(date(2026, 9, 1), Decimal("2.5")), (date(2027, 9, 1), Decimal("2.5"))]


def kept(**changes):
    fields = {
        "sessions": [*FIRST_YEAR, *SECOND_YEAR],
        "consultations": [*FIRST_YEAR[:4], *SECOND_YEAR[:4]],
        "observations": GOOD,
        "is_calibrated": True,
    }
    return Kept(**{**fields, **changes})


@pytest.mark.parametrize(
    ("issued", "until"),
    [(ISSUED, ENDS), (date(2024, 2, 29), date(2026, 2, 27)), (date(2026, 1, 1), date(2027, 12, 31))],
)
def test_it_holds_for_twenty_four_months(issued, until):
    assert valid_until(issued) == until


@pytest.mark.parametrize(
    ("what", "missing"),
    [
        pytest.param(kept(), set(), id="everything is there"),
        pytest.param(
            kept(sessions=FIRST_YEAR), {"sessions"}, id="a year without sessions is not made up for"
        ),
        pytest.param(
            kept(sessions=[*FIRST_YEAR * 2]), {"sessions"}, id="twelve in one year are not six in two"
        ),
        pytest.param(
            kept(consultations=FIRST_YEAR[:3] + SECOND_YEAR[:4]), {"consultations"}, id="three in a year"
        ),
        pytest.param(kept(observations=GOOD[:1]), {"observations"}, id="one observation"),
        pytest.param(
            kept(observations=[GOOD[0], (date(2027, 9, 1), Decimal("2.4"))]), {"mean"}, id="a mean below 2.5"
        ),
        pytest.param(kept(observations=[]), {"observations", "mean"}, id="no observation has no mean"),
        pytest.param(
            kept(observations=[*GOOD[:1], (ENDS + timedelta(days=1), Decimal(4))]),
            {"observations"},
            id="after the end does not count",
        ),
        pytest.param(kept(is_calibrated=False), {"calibration"}, id="calibration was not kept up"),
    ],
)
def test_what_renewal_asks(what, missing):
    day = ENDS - timedelta(days=10)
    assert {line.what for line in renewal(ISSUED, what, as_of=day) if not line.is_there} == missing
    assert may_renew(ISSUED, what, as_of=day) is not bool(missing)


@pytest.mark.parametrize(
    ("days_before_the_end", "is_open"), [(91, False), (90, True), (0, True), (-1, False)]
)
def test_it_is_renewed_in_its_last_ninety_days(days_before_the_end, is_open):
    assert may_renew(ISSUED, kept(), as_of=ENDS - timedelta(days=days_before_the_end)) is is_open


@pytest.mark.parametrize(
    ("days_before_the_end", "due_before"),
    [(91, None), (90, 90), (31, 90), (30, 30), (0, 30), (-1, None)],
)
def test_a_reminder_is_due_ninety_and_thirty_days_before_the_end(days_before_the_end, due_before):
    due = reminder_due(ENDS, today=ENDS - timedelta(days=days_before_the_end))
    assert due == (None if due_before is None else ENDS - timedelta(days=due_before))


@given(days=st.lists(st.dates(ISSUED, ENDS), max_size=30))
def test_the_order_of_sessions_does_not_matter(days):
    forwards = renewal(ISSUED, kept(sessions=days), as_of=ENDS)
    assert forwards == renewal(ISSUED, kept(sessions=days[::-1]), as_of=ENDS)
