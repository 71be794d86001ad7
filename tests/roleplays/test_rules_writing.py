"""Changing one scene, and playing on trial: pure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplays.choices import Outcome
from roleplays.rules.editing import (
    FIRST,
    NEW_END,
    NEW_SCENE,
    free_name,
    moved,
    placed,
    rewritten,
    with_new,
    without,
)
from roleplays.rules.rehearsal import rehearse
from roleplays.rules.scenario import Condition, Scenario
from tests.roleplays.scenes import end, say, scenarios, scene

NODES = (
    scene("n1", say("a", "n2"), say("b", "e1")),
    scene("n2", say("a", "e1", condition=Condition(chosen=("n1:a",))), say("b", "n1")),
    end("e1"),
)


def by_key(nodes):
    return {node.key: node for node in nodes}


def test_a_choice_makes_the_next_scene_and_leads_to_it():
    first = scene("n1", say("a", NEW_SCENE), say("b", NEW_END))
    result = rewritten(NODES, "n1", first)
    assert result.made == ("n3", "e2")
    nodes = by_key(result.nodes)
    assert [choice.to for choice in nodes["n1"].choices] == ["n3", "e2"]
    assert nodes["n3"].end == ""
    assert nodes["e2"].is_end


def test_new_scenes_stand_before_the_ends_and_new_ends_last():
    assert [node.key for node in with_new(NODES, NEW_SCENE).nodes] == ["n1", "n2", "n3", "e1"]
    assert [node.key for node in with_new(NODES, NEW_END).nodes] == ["n1", "n2", "e1", "e2"]
    assert [node.key for node in with_new((), NEW_SCENE).nodes] == ["n1"]


def test_what_leads_to_a_scene_follows_its_new_name():
    result = rewritten(NODES, "n1", replace(NODES[0], key="begin"))
    nodes = by_key(result.nodes)
    assert nodes["n2"].choices[1].to == "begin"
    assert nodes["n2"].choices[0].condition.chosen == ("begin:a",)
    assert result.made == ()


def test_what_led_to_a_scene_that_was_taken_away_leads_nowhere():
    nodes = by_key(without(NODES, "n2"))
    assert [choice.to for choice in nodes["n1"].choices] == ["", "e1"]


def test_of_two_scenes_with_one_name_only_the_first_is_rewritten():
    twice = (scene("n1", say("a", "e1")), scene("n1", say("b", "e1")), end("e1"))
    result = rewritten(twice, "n1", scene("n1", say("c", NEW_END)))
    assert [[choice.key for choice in node.choices] for node in result.nodes] == [["c"], ["b"], [], []]


def test_a_new_name_and_the_next_scene_at_once_also_where_a_condition_names_the_scene_itself():
    again = scene("loop", say("a", NEW_SCENE, condition=Condition(not_chosen=("n2:a",))))
    nodes = by_key(rewritten(NODES, "n2", again).nodes)
    assert nodes["loop"].choices[0].to == "n2"
    assert nodes["loop"].choices[0].condition.not_chosen == ("loop:a",)


@pytest.mark.parametrize(
    ("key", "after", "order"),
    [
        ("n2", FIRST, ["n2", "n1", "e1"]),
        ("n1", "e1", ["n2", "e1", "n1"]),
        ("e1", "n1", ["n1", "e1", "n2"]),
        ("n2", "", ["n1", "n2", "e1"]),
        ("n2", "n2", ["n1", "n2", "e1"]),
        ("n2", "nergens", ["n1", "n2", "e1"]),
    ],
)
def test_a_scene_gets_its_place_among_the_others(key, after, order):
    assert [node.key for node in placed(NODES, key, after)] == order


@pytest.mark.parametrize(
    ("letter", "place", "order"),
    [("c", 1, "cab"), ("a", 2, "bac"), ("a", 3, "bca"), ("b", 2, "abc"), ("b", 9, "acb")],
)
def test_a_choice_gets_its_place_among_the_others(letter, place, order):
    choices = tuple(say(key, "e1") for key in "abc")
    assert "".join(choice.key for choice in moved(choices, letter, place)) == order


@pytest.mark.parametrize(("taken", "free"), [((), "n1"), (("n1", "n2"), "n3"), (("n2",), "n1")])
def test_a_free_name_is_the_first_one(taken, free):
    assert free_name([scene(key) for key in taken], "n") == free


SCENARIO = Scenario("RPX", "Proef", "resident", NODES)


def test_a_rehearsal_begins_at_any_scene_and_says_what_a_condition_keeps_back():
    played = rehearse(SCENARIO, begin="n2")
    assert played is not None
    assert [choice.key for choice in played.offered] == ["b"]
    assert [choice.key for choice in played.withheld] == ["a"]


def test_a_rehearsal_goes_along_a_road():
    played = rehearse(SCENARIO, moves=["a", "a"])
    assert played is not None
    assert played.state.node.end == Outcome.GOOD


@pytest.mark.parametrize(("begin", "moves"), [("nergens", ()), ("", ("z",)), ("", ("a", "q", "a"))])
def test_a_road_that_does_not_exist_stops_where_it_ends(begin, moves):
    played = rehearse(SCENARIO, begin=begin, moves=moves)
    assert played is not None
    assert played.begin == "n1"
    assert len(played.moves) < max(len(moves), 1)


def test_there_is_nothing_to_rehearse_before_something_was_written():
    assert rehearse(replace(SCENARIO, nodes=())) is None


def test_a_choice_that_leads_nowhere_is_named():
    played = rehearse(replace(SCENARIO, nodes=(scene("n1", say("a", "")),)))
    assert played is not None
    assert [choice.key for choice in played.loose] == ["a"]
    assert played.offered == ()


@given(
    scenarios(), st.lists(st.sampled_from("abcz"), max_size=6), st.sampled_from(["", "n0", "n1", "e_good"])
)
def test_any_road_can_be_tried_on_any_graph(scenario, moves, begin):
    played = rehearse(scenario, begin=begin, moves=moves)
    assert played is not None
    assert played.moves == tuple(moves[: len(played.moves)])
    shown = [*played.offered, *played.withheld, *played.loose]
    assert sorted(choice.key for choice in shown) == sorted(
        choice.key for choice in played.state.node.choices if not played.state.node.is_end
    )
