"""What a mended key does to results, in numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules.passing import Norm, Outcome, weigh
from assessments.rules.regrading import Change, Effect, effect_of, with_new_points
from assessments.rules.scoring import Score

ONE = Decimal(1)


def change(person: int = 1, before: int = 0, after: int = 1, was=None, becomes=None) -> Change:
    return Change(person, Decimal(before), Decimal(after), was, becomes, is_other=before != after)


@pytest.mark.parametrize(
    ("changes", "effect"),
    [
        pytest.param([], Effect(), id="nobody"),
        pytest.param([change()], Effect(1, 1, more=1), id="more points"),
        pytest.param([change(before=1, after=0)], Effect(1, 1, fewer=1), id="fewer points"),
        pytest.param([change(after=0)], Effect(1, 1), id="the same"),
        pytest.param([change(), change()], Effect(2, 1, more=2), id="two attempts of one person"),
        pytest.param([change(was=False, becomes=True)], Effect(1, 1, 1, now_passed=1), id="passed after all"),
        pytest.param(
            [change(before=1, after=0, was=True, becomes=False)],
            Effect(1, 1, fewer=1, no_longer_passed=1),
            id="no longer passed",
        ),
        pytest.param([change(was=True, becomes=True)], Effect(1, 1, more=1), id="passed anyway"),
    ],
)
def test_the_effect_is_counted(changes, effect):
    assert effect_of(changes) == effect


changes = st.builds(
    change,
    st.integers(1, 4),
    st.integers(0, 2),
    st.integers(0, 2),
    st.sampled_from([None, True, False]),
    st.sampled_from([None, True, False]),
)


@given(st.lists(changes, max_size=8), st.randoms())
def test_the_order_of_attempts_does_not_matter(every, chance):
    assert effect_of(chance.sample(every, len(every))) == effect_of(every)


@given(st.lists(changes, max_size=8))
def test_nobody_is_counted_twice_in_a_number(every):
    effect = effect_of(every)
    assert effect.people <= effect.attempts
    assert effect.more + effect.fewer <= effect.attempts
    assert effect.now_passed + effect.no_longer_passed <= effect.attempts


def test_only_the_question_whose_key_was_mended_gets_other_points():
    outcomes = [Outcome(n, f"Q{n}", "M1", Decimal(0), ONE) for n in (1, 2)]
    after = with_new_points(
        outcomes, 2, Score(ONE, ONE, is_right=True, is_answered=True, red_flags=("frame",))
    )
    assert after[0] == outcomes[0]
    assert (after[1].points, after[1].is_right, after[1].red_flag) == (ONE, True, "frame")
    assert weigh(after, Norm(overall=50)).is_passed
