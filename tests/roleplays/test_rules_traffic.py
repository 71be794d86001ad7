"""How a group walked: in bands, so that nobody can work out what one person chose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casestudies.choices import Pitfall
from roleplays.rules.traffic import MANY, Share, share_of, stops_of, traffic_of
from tests.factories.roleplays import SCENES
from tests.roleplays.scenes import scenario

PLAYED = scenario(*SCENES)
GOOD, SKETCH, SECRET = ("a", "a"), ("b", "b"), ("c", "a")


@pytest.mark.parametrize(
    ("number", "people", "band"),
    [
        (0, 5, (0, 40)),
        (2, 5, (0, 40)),
        (3, 5, (60, 100)),
        (5, 5, (60, 100)),
        (5, 10, (40, 60)),
        (4, 10, (0, 40)),
        (6, 10, (60, 100)),
        (0, 20, (0, 20)),
        (4, 20, (0, 20)),
        (5, 20, (20, 40)),
        (8, 20, (20, 40)),
        (10, 20, (40, 60)),
        (12, 20, (60, 80)),
        (16, 20, (80, 100)),
        (20, 20, (80, 100)),
    ],
)
def test_a_number_becomes_a_band(number, people, band):
    assert share_of(number, people) == Share(*band)


@given(st.integers(1, 12).map(lambda lots: lots * 5), st.data())
def test_nobody_reads_from_a_band_that_all_or_none_did_it(people, data):
    """Of every band several numbers are possible, also for who knows what they chose themselves."""
    number = data.draw(st.integers(0, people))
    band = share_of(number, people)
    possible = [other for other in range(people + 1) if share_of(other, people) == band]
    if band.low == 0 or band.high == 100:
        assert len(possible) >= 3
    assert 0 <= band.level <= 4
    assert (band.low, band.high) != (100, 100)


@given(st.integers(1, 12).map(lambda lots: lots * 5), st.data())
def test_more_people_never_make_a_lower_band(people, data):
    number = data.draw(st.integers(0, people - 1))
    assert share_of(number, people) <= share_of(number + 1, people)


@given(st.lists(st.sampled_from([GOOD, SKETCH, SECRET]), min_size=5, max_size=60))
def test_the_order_of_people_says_nothing(roads):
    assert traffic_of(PLAYED, roads) == traffic_of(PLAYED, roads[::-1])


def test_the_scenes_and_choices_of_a_group_are_counted():
    walked = traffic_of(PLAYED, [GOOD, GOOD, SKETCH, SKETCH, SKETCH])
    assert walked.people == 5
    assert walked.scenes["n2"] == Share(60, 100)
    assert walked.scenes["e_good"] == Share(0, 40)
    assert walked.choices["n1:b"] == Share(60, 100)
    assert walked.choices["n1:c"] == Share(0, 40)


def test_the_most_chosen_wrong_turn_comes_first():
    roads = [SKETCH] * 12 + [("b", "a")] * 4 + [GOOD] * 4
    turns = traffic_of(PLAYED, roads).wrong_turns
    assert [(turn.node.key, turn.choice.key) for turn in turns] == [("n1", "b"), ("n2", "b")]


def test_a_wrong_turn_of_a_few_is_not_named():
    assert traffic_of(PLAYED, [SKETCH, GOOD, GOOD, GOOD, GOOD]).wrong_turns == ()


def test_a_good_choice_is_never_called_a_wrong_turn():
    assert traffic_of(PLAYED, [GOOD] * MANY).wrong_turns == ()


def test_pitfalls_are_counted_by_people_and_safety_as_one_of_them():
    walked = traffic_of(PLAYED, [SECRET] * 3 + [GOOD] * 2)
    assert walked.pitfalls[Pitfall.ROLE_CONFUSION] == Share(60, 100)
    assert walked.pitfalls[Pitfall.NEGLECT] == Share(60, 100)
    assert walked.pitfalls[Pitfall.OFFERING_SOLUTION] == Share(0, 40)
    assert set(walked.pitfalls) == set(Pitfall)


def test_where_people_stop_is_said_when_many_stop_there():
    stops = stops_of(PLAYED, [None, None, ("a",), ("b",), ("a",)])
    assert (stops.people, stops.finished) == (5, Share(0, 40))
    assert stops.scenes == {"n2": Share(60, 100)}


def test_where_one_person_stopped_is_not_said():
    assert stops_of(PLAYED, [None, None, None, None, ()]).scenes == {}
