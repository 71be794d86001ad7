"""The heat of a map: how a group walked as colours, with the same in words, and never more than the bands tell."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from roleplays.rules.traffic import bands_of, share_of, stops_of, traffic_of
from roleplays.selectors.heat import band_words, heat_of
from roleplays.selectors.map import map_of
from roleplays.selectors.traffic import Walked
from tests.factories.roleplays import SCENES
from tests.roleplays.scenes import scenario

PLAYED = scenario(*SCENES)
GOOD, SKETCH = ("a", "a"), ("b", "b")


def walked(*roads, begun=()):
    return Walked(traffic_of(PLAYED, roads), stops_of(PLAYED, begun) if begun else None)


def drawn(picture, now=PLAYED):
    heat = heat_of(PLAYED, picture, drawn=now)
    return map_of(now, link=lambda key: f"#{key}", heat=heat, shows_flaws=False)


def test_a_scene_where_everybody_came_is_warmest_and_says_so():
    places = {place.node.key: place for place in drawn(walked(*[GOOD] * 5)).places}
    assert places["n1"].warmth.level == 4
    assert places["e_poor"].warmth.level == 1
    assert "60%" in places["n1"].warmth.words


def test_a_line_is_as_warm_as_its_warmest_choice():
    ways = {(way.line.source, way.line.target): way for way in drawn(walked(*[GOOD] * 3, *[SKETCH] * 2)).ways}
    assert (
        ways["n1", "n2"].warmth.words
        == heat_of(PLAYED, walked(*[GOOD] * 3, *[SKETCH] * 2)).choices["n1:a"].words
    )


def test_where_people_stop_has_a_mark_with_words():
    picture = drawn(walked(*[GOOD] * 5, begun=[("a",)] * 5))
    places = {place.node.key: place for place in picture.places}
    assert places["n2"].warmth.stopped
    assert not places["n1"].warmth.stopped
    assert picture.heat.has_stops


def test_what_was_rewritten_has_no_colour():
    now = replace(PLAYED, nodes=(replace(SCENES[0], text="Heel iets anders."), *SCENES[1:]))
    picture = drawn(walked(*[GOOD] * 5), now)
    places = {place.node.key: place for place in picture.places}
    assert places["n1"].warmth is None
    assert places["n2"].warmth is not None
    assert {entry.place.node.key: [choice.warmth for choice in entry.choices] for entry in picture.outline}[
        "n1"
    ] == [None] * 3


def test_without_a_group_there_is_no_colour():
    picture = map_of(PLAYED, link=str)
    assert [place.warmth for place in picture.places] == [None] * 4
    assert picture.heat.legend == ()


@given(st.integers(1, 12).map(lambda lots: lots * 5), st.data())
def test_every_colour_stands_in_the_legend(people, data):
    number = data.draw(st.integers(0, people))
    share = share_of(number, people)
    assert (share.level, band_words(share)) in [(each.level, band_words(each)) for each in bands_of(people)]
