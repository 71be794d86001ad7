"""Playing: moves, conditions, stepping back, the profile, how it ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplays.choices import Outcome, Shortfall
from roleplays.rules.outcome import direction_of, outcome_of, profile_of, shortfall_of
from roleplays.rules.play import NotOnOffer, begin, choose, on_offer, replay, shuffled, step_back
from roleplays.rules.scenario import Condition
from tests.roleplays.scenes import end, say, scenario, scenarios, scene

TWO_SCENES = scenario(
    scene("n1", say("a", "n2", 2), say("b", "n2", -1), say("k", "n2", 1, ko=True)),
    scene(
        "n2",
        say("a", "e_good"),
        say("b", "e_poor", -2),
        say("c", "e_good", condition=Condition(chosen=("n1:a",))),
        say("d", "e_good", condition=Condition(not_chosen=("n1:a",))),
        say("e", "e_good", condition=Condition(at_least=(("autonomy", 1),))),
        say("f", "e_good", condition=Condition(at_most=(("autonomy", 0),))),
    ),
    end("e_good"),
    end("e_poor", Outcome.POOR),
)


@pytest.mark.parametrize(
    ("moves", "offered"),
    [
        pytest.param("", "abk", id="at the beginning"),
        pytest.param("a", "abce", id="after a choice that opens another"),
        pytest.param("b", "abdf", id="after a choice that lowers the profile"),
        pytest.param("k", "abde", id="after a knock-out the play goes on"),
    ],
)
def test_conditions_decide_what_is_on_offer(moves, offered):
    assert "".join(choice.key for choice in on_offer(replay(TWO_SCENES, moves))) == offered


@pytest.mark.parametrize("moves", ["x", "ad", "aax", "bc"])
def test_a_choice_that_is_not_on_offer_is_refused(moves):
    with pytest.raises(NotOnOffer):
        replay(TWO_SCENES, moves)


def test_nothing_is_on_offer_at_an_end():
    assert on_offer(replay(TWO_SCENES, "aa")) == ()


@pytest.mark.parametrize(
    ("moves", "maximum", "outcome"),
    [
        pytest.param("aa", 3, Outcome.GOOD, id="a good end with all points"),
        pytest.param("ba", 0, Outcome.GOOD, id="exactly the share of nothing"),
        pytest.param("ba", 1, Outcome.MIXED, id="a good end with too little"),
        pytest.param("aa", 5, Outcome.GOOD, id="exactly sixty percent"),
        pytest.param("aa", 6, Outcome.MIXED, id="just under sixty percent"),
        pytest.param("ka", 3, Outcome.POOR, id="a knock-out, whatever the end"),
        pytest.param("ab", 3, Outcome.POOR, id="a poor end"),
        pytest.param("bb", 3, Outcome.POOR, id="below zero"),
    ],
)
def test_the_outcome_rule(moves, maximum, outcome):
    assert outcome_of(replay(TWO_SCENES, moves), maximum=maximum) == outcome


@pytest.mark.parametrize(
    ("moves", "outcome", "reason"),
    [
        pytest.param("aa", Outcome.GOOD, None, id="the same as the end tells"),
        pytest.param("ab", Outcome.POOR, None, id="a poor end"),
        pytest.param("aa", Outcome.MIXED, Shortfall.TOO_FEW, id="too few principles for a good end"),
        pytest.param("aa", Outcome.POOR, Shortfall.BROKEN, id="more broken than held"),
        pytest.param("ka", Outcome.POOR, Shortfall.KNOCK_OUT, id="a knock-out on the way to a good end"),
    ],
)
def test_why_an_outcome_is_less_than_its_end(moves, outcome, reason):
    assert shortfall_of(replay(TWO_SCENES, moves), outcome) == reason


def test_the_profile_names_all_nine_principles_with_held_and_broken_apart():
    profile = {each.principle: (each.held, each.broken) for each in profile_of(replay(TWO_SCENES, "ab"))}
    assert len(profile) == 9
    assert profile["autonomy"] == (1, 1)
    assert profile["no_patronising"] == (0, 0)


FOUR_SCENES = scenario(
    *(
        scene(f"n{number}", *(say(key, to, strength) for key, strength in (("h", 1), ("b", -1), ("n", 0))))
        for number, to in ((1, "n2"), (2, "n3"), (3, "n4"), (4, "e"))
    ),
    end("e"),
)


@pytest.mark.parametrize(
    ("moves", "direction"),
    [
        pytest.param("", None, id="nothing was chosen"),
        pytest.param("nn", None, id="nothing said so"),
        pytest.param("h", 4, id="one choice says little"),
        pytest.param("b", 2, id="one the other way, too"),
        pytest.param("hb", 3, id="as much as as little"),
        pytest.param("hhb", 4, id="more left than taken"),
        pytest.param("nhbb", 2, id="more taken than left"),
        pytest.param("hhhh", 5, id="always left"),
        pytest.param("bbbb", 1, id="always taken"),
    ],
)
def test_with_whom_the_direction_lies(moves, direction):
    assert direction_of(replay(FOUR_SCENES, moves)) == direction


@given(scenarios(), st.lists(st.sampled_from("abcd"), max_size=12))
def test_no_road_crashes_and_replaying_or_stepping_back_gives_the_same(played, wishes):
    state, moves = begin(played), []
    before = [state]
    for wish in wishes:
        try:
            state = choose(played, state, wish)
        except NotOnOffer:
            continue
        moves.append(wish)
        before.append(state)
    assert replay(played, moves) == state
    assert step_back(played, moves) == before[max(len(moves) - 1, 0)]
    assert state.total == sum(state.profile.values())
    assert state.total == sum(each.held - each.broken for each in profile_of(state))


@given(st.permutations(TWO_SCENES.nodes[1].choices), st.text(max_size=8))
def test_an_order_on_the_screen_is_stable_and_loses_nothing(choices, seed):
    shown = shuffled(choices, seed=seed)
    assert shown == shuffled(TWO_SCENES.nodes[1].choices, seed=seed)
    assert {choice.key for choice in shown} == set("abcdef")


def test_orders_differ_between_runs():
    orders = {shuffled(TWO_SCENES.nodes[1].choices, seed=f"run-{number}") for number in range(20)}
    assert len(orders) > 5
