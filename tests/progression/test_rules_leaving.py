"""What is left when a coach leaves: before another is ready, and after."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progression.rules.forecast import Candidate, covered_in, months_to_go
from progression.rules.leaving import at_first, covered_for_good, ready_by

ABLE, LEAVER = Candidate(0, Fraction(1)), Candidate(0, Fraction(1))
IN_FOUR, NEVER = Candidate(4, Fraction(1)), Candidate(4, Fraction(0))


@pytest.mark.parametrize(
    ("months", "ready"),
    [
        pytest.param(0, 1, id="now: only who is able"),
        pytest.param(Fraction(39, 10), 1, id="just before the other is ready"),
        pytest.param(4, 2, id="on the day that the other is ready"),
        pytest.param(12, 2, id="who has no plan never is"),
    ],
)
def test_who_is_ready_by_then(months, ready):
    assert ready_by([ABLE, IN_FOUR, NEVER], months=Fraction(months)) == ready


@pytest.mark.parametrize(
    ("staying", "leaves_in", "since"),
    [
        pytest.param([ABLE, IN_FOUR], 0, 4, id="leaves now: covered when another is ready"),
        pytest.param([ABLE, IN_FOUR], 3, 4, id="leaves before another is ready: covered only after that"),
        pytest.param([ABLE, IN_FOUR], 4, 0, id="leaves when another is ready: nothing is lost"),
        pytest.param([ABLE, IN_FOUR], 9, 0, id="leaves long after: nothing is lost"),
        pytest.param([ABLE, NEVER], 9, None, id="nobody follows: not for good"),
        pytest.param([ABLE, ABLE], 0, 0, id="not needed: nothing is lost"),
    ],
)
def test_since_when_there_are_enough_for_good(staying, leaves_in, since):
    found = covered_for_good([LEAVER, *staying], staying, need=2, leaves_in=Fraction(leaves_in))
    assert found == since


@pytest.mark.parametrize(
    ("candidate", "per_month", "months", "in_all"),
    [
        pytest.param(Candidate(4, Fraction(2)), 1, 2, 3, id="two months at one a month, then two a month"),
        pytest.param(Candidate(4, Fraction(2)), 1, 4, 4, id="done before the pace changes"),
        pytest.param(Candidate(4, Fraction(2)), 1, 0, 2, id="from today"),
        pytest.param(Candidate(4, Fraction(2)), 0, 3, 5, id="nothing at first"),
        pytest.param(Candidate(4, Fraction(0)), 1, 2, None, id="nothing afterwards"),
        pytest.param(Candidate(0, Fraction(0)), 0, 5, 0, id="nothing to do"),
        pytest.param(Candidate(1, Fraction(9), Fraction(3)), 1, 0, 3, id="never faster than the least time"),
    ],
)
def test_a_pace_that_changes_takes_as_long_as_both_together(candidate, per_month, months, in_all):
    found = at_first(candidate, per_month=Fraction(per_month), months=Fraction(months))
    assert months_to_go(found) == in_all


people = st.builds(Candidate, st.integers(0, 12), st.fractions(0, 4), st.fractions(0, 4))


@given(people, st.lists(people, max_size=5), st.integers(1, 3), st.fractions(0, 24))
def test_nothing_gets_better_because_somebody_leaves(leaver, staying, need, leaves_in):
    kept = covered_in([leaver, *staying], need=need)
    found = covered_for_good([leaver, *staying], staying, need=need, leaves_in=leaves_in)
    assert found is None or (kept is not None and kept <= found)
