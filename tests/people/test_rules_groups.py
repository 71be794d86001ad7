"""Which teams may be shown as numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.rules.groups import groups_to_show

FIVE = 5


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        pytest.param({}, (), id="nobody"),
        pytest.param({1: 4}, (), id="too few in all"),
        pytest.param({1: 2, 2: 2}, (), id="too few together"),
        pytest.param({1: 5}, ((1,),), id="just enough"),
        pytest.param({1: 9, 2: 0}, ((1,),), id="an empty team is left out"),
        pytest.param({1: 3, 2: 3}, ((1, 2),), id="small teams together"),
        pytest.param({1: 9, 2: 3, 3: 3}, ((1,), (2, 3)), id="a large team, and small ones together"),
        pytest.param({1: 9, 2: 6, 3: 2}, ((1,), (2, 3)), id="the smallest large team hides a small one"),
        pytest.param({1: 9, 2: 2}, ((1, 2),), id="a total that would betray the small team"),
    ],
)
def test_groups_are_large_enough_and_do_not_betray_each_other(sizes, shown):
    assert groups_to_show(sizes, smallest=FIVE) == shown


@given(st.dictionaries(st.integers(1, 20), st.integers(0, 30)))
def test_no_group_is_small_and_everybody_is_counted_once_or_nobody_is(sizes):
    groups = groups_to_show(sizes, smallest=FIVE)
    counted = [team for group in groups for team in group]

    assert all(sum(sizes[team] for team in group) >= FIVE for group in groups)
    assert len(counted) == len(set(counted))
    assert set(counted) in ({team for team, size in sizes.items() if size}, set())
