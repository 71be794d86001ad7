from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules.items import Criterion
from assessments.rules.marking import (
    LEASE,
    Found,
    Judgement,
    far_apart,
    is_over,
    judge,
    last_said,
    levels_found,
)

CRITERIA = (
    Criterion("a", "Vraagt", ("niet", "half", "heel")),
    Criterion("b", "Wacht", ("niet", "half", "heel")),
)
A_MOMENT = datetime(2026, 4, 7, 10, 0, tzinfo=UTC)


def marks(a: int, b: int) -> dict[str, int]:
    return {"a": a, "b": b}


@pytest.mark.parametrize(
    ("marked", "judgement"),
    [
        pytest.param([], Judgement(), id="nobody marked yet"),
        pytest.param([marks(2, 2)], Judgement(), id="one is not enough"),
        pytest.param(
            [marks(2, 2), marks(2, 2)], Judgement(Decimal("4.0000"), is_right=True), id="they agree"
        ),
        pytest.param(
            [marks(2, 1), marks(1, 1)], Judgement(Decimal("2.5000")), id="a level apart is the mean"
        ),
        pytest.param(
            [marks(2, 1), marks(2, 1)], Judgement(Decimal("3.0000"), is_right=True), id="just right"
        ),
        pytest.param([marks(2, 2), marks(0, 2)], Judgement(needs_discussion=True), id="two levels apart"),
        pytest.param(
            [marks(2, 2), marks(0, 2), marks(1, 0)],
            Judgement(Decimal("1.0000")),
            id="the third decides alone",
        ),
    ],
)
def test_what_markers_come_to(marked, judgement):
    assert judge(CRITERIA, marked) == judgement


@pytest.mark.parametrize(
    ("marked", "judgement"),
    [
        pytest.param(
            [marks(2, 2), marks(1, 2)], Judgement(Decimal("3.5000"), is_right=True), id="closer now"
        ),
        pytest.param([marks(2, 2), marks(0, 2)], Judgement(needs_a_third=True), id="still two levels apart"),
    ],
)
def test_what_they_come_to_after_a_discussion(marked, judgement):
    assert judge(CRITERIA, marked, was_discussed=True) == judgement


def test_what_was_said_last_counts_and_the_rest_stays():
    assert last_said([(2, "a", 1), (1, "a", 2), (1, "b", 0)]) == marks(1, 0)


def test_where_they_differ_is_named():
    assert far_apart(marks(2, 0), marks(0, 1)) == ("a",)


@pytest.mark.parametrize(("after", "over"), [(LEASE / 2, False), (LEASE, True), (LEASE * 2, True)])
def test_a_turn_ends_when_its_time_is_up(after, over):
    assert is_over(A_MOMENT + LEASE, now=A_MOMENT + after) is over


levels = st.integers(0, 2)
form = st.builds(marks, levels, levels)


@given(first=form, second=form)
def test_it_does_not_matter_who_of_the_two_was_first(first, second):
    assert judge(CRITERIA, [first, second]) == judge(CRITERIA, [second, first])


@given(marked=st.lists(form, min_size=2, max_size=3), was_discussed=st.booleans())
def test_points_stay_within_what_can_be_had_and_two_or_a_third_always_decide(marked, was_discussed):
    result = judge(CRITERIA, marked, was_discussed=was_discussed)
    assert (result.points is None) is (result.needs_a_third or result.needs_discussion)
    assert not (result.needs_a_third and result.needs_discussion)
    assert result.points is None or 0 <= result.points <= 4
    assert len(marked) == 2 or result.points is not None


@pytest.mark.parametrize(
    ("marked", "levels"),
    [
        pytest.param(
            [marks(2, 1), marks(2, 0)], (("heel",), ("niet", "half")), id="of both, each level once"
        ),
        pytest.param([marks(2, 2), marks(0, 2), marks(1, 0)], (("half",), ("niet",)), id="of a third alone"),
    ],
)
def test_what_was_seen_of_each_criterion_is_told_in_the_words_of_its_levels(marked, levels):
    assert levels_found(CRITERIA, marked) == [Found("Vraagt", levels[0]), Found("Wacht", levels[1])]
