"""Whether something is open yet."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.rules.prerequisites import cycle, opening

BOTH = (("M1",), ("M2",))
EITHER = (("M1", "M2"),)


@pytest.mark.parametrize(
    ("groups", "finished", "unmet"),
    [
        pytest.param((), [], (), id="nothing is asked"),
        pytest.param(BOTH, [], BOTH, id="both are asked, none is there"),
        pytest.param(BOTH, ["M1"], (("M2",),), id="both are asked, one is there"),
        pytest.param(BOTH, ["M1", "M2"], (), id="both are there"),
        pytest.param(EITHER, [], EITHER, id="one of two is asked, none is there"),
        pytest.param(EITHER, ["M2"], (), id="one of two is enough"),
        pytest.param((("M1", "M2"), ("M3",)), ["M2"], (("M3",),), id="one of two, and a third"),
        pytest.param(((),), [], (), id="an empty group asks nothing"),
    ],
)
def test_every_group_must_be_met_and_one_of_a_group_is_enough(groups, finished, unmet):
    found = opening(groups, finished=finished)
    assert found.unmet == unmet
    assert found.is_open is (not unmet)


codes = st.sampled_from(["M1", "M2", "M3", "M4", "M5"])
groups = st.lists(st.lists(codes, max_size=3).map(tuple), max_size=4)


@given(groups, st.sets(codes), st.sets(codes))
def test_finishing_more_never_closes_a_door(asked, finished, more):
    before = opening(asked, finished=finished)
    after = opening(asked, finished=finished | more)
    assert set(after.unmet) <= set(before.unmet)


@given(groups, st.sets(codes), st.randoms())
def test_the_order_of_groups_is_irrelevant(asked, finished, random):
    shuffled = random.sample(asked, len(asked))
    assert set(opening(shuffled, finished=finished).unmet) == set(opening(asked, finished=finished).unmet)


@pytest.mark.parametrize(
    ("needs", "found"),
    [
        pytest.param({}, (), id="nothing"),
        pytest.param({"M2": {"M1"}, "M3": {"M1", "M2"}}, (), id="a road"),
        pytest.param({"M1": {"M1"}}, ("M1", "M1"), id="itself"),
        pytest.param({"M1": {"M2"}, "M2": {"M1"}}, ("M1", "M2", "M1"), id="each other"),
        pytest.param({"M1": {"M2"}, "M2": {"M3"}, "M3": {"M2"}}, ("M2", "M3", "M2"), id="further on"),
    ],
)
def test_a_circle_is_named(needs, found):
    assert cycle(needs) == found


@given(st.dictionaries(codes, st.sets(codes)))
def test_what_is_named_is_a_circle_and_without_one_there_is_an_order(needs):
    found = cycle(needs)
    if found:
        assert found[0] == found[-1]
        assert all(after in needs[before] for before, after in pairwise(found))
        return
    finished: set[str] = set()
    everything = set(needs) | {code for asked in needs.values() for code in asked}
    for _ in everything:
        finished |= {code for code in everything if needs.get(code, set()) <= finished}
    assert finished == everything
