"""The map: every scene once, nothing on top of something else, every choice a line."""

from __future__ import annotations

import pytest
from hypothesis import given

from roleplays.rules.curves import around
from roleplays.rules.layout import draw
from roleplays.rules.scenario import Scenario
from roleplays.rules.scenario_text import read_scenario
from tests.roleplays.scenes import end, say, scenario, scenarios, scene
from tooling.paths import ROOT


def test_scenes_stand_in_the_order_of_the_story():
    drawing = draw(
        scenario(
            scene("n1", say("a", "n2"), say("b", "e")),
            scene("n2", say("a", "n3"), say("b", "n1")),
            scene("n3", say("a", "e"), say("b", "e")),
            end("e"),
            scene("los", say("a", "e"), say("b", "e")),
        )
    )
    x = {box.node.key: box.x for box in drawing.boxes}
    assert x["n1"] < x["n2"] < x["n3"] < x["e"] < x["los"]


def test_choices_to_the_same_scene_are_one_line_that_names_them():
    drawing = draw(scenario(scene("n1", say("a", "e"), say("b", "e", ko=True)), end("e")))
    assert [(line.source, line.target, line.choices) for line in drawing.lines] == [("n1", "e", ("a", "b"))]
    assert not drawing.lines[0].is_knock_out


def line(drawing, source, target):
    return next(each for each in drawing.lines if (each.source, each.target) == (source, target))


def test_a_choice_that_leads_back_to_its_own_scene_is_seen_as_a_line():
    drawing = draw(scenario(scene("n1", say("a", "n1"), say("b", "e")), end("e")))
    box = next(box for box in drawing.boxes if box.node.key == "n1")
    assert line(drawing, "n1", "n1").letters_at.y < box.y
    assert line(drawing, "n1", "e").letters_at.y == box.middle


def test_a_line_past_a_scene_does_not_go_behind_it():
    drawing = draw(
        scenario(
            scene("n1", say("a", "n2"), say("b", "e")), scene("n2", say("a", "e"), say("b", "e")), end("e")
        )
    )
    between = next(box for box in drawing.boxes if box.node.key == "n2")
    letters = line(drawing, "n1", "e").letters_at
    assert between.x < letters.x < between.x + between.width
    assert not between.y <= letters.y <= between.y + between.height


def test_an_empty_scenario_has_an_empty_map():
    assert draw(Scenario("X", "t", "coach", ())).boxes == ()


@given(scenarios())
def test_every_scene_is_drawn_once_and_none_lies_on_another(played):
    drawing = draw(played)
    assert sorted(box.node.key for box in drawing.boxes) == sorted(played.by_key)
    assert len({(box.x, box.y) for box in drawing.boxes}) == len(drawing.boxes)
    assert all(0 <= box.x <= drawing.width - box.width for box in drawing.boxes)
    assert all(0 <= box.y <= drawing.height - box.height for box in drawing.boxes)


@given(scenarios())
def test_every_choice_with_a_scene_behind_it_is_on_a_line(played):
    drawn = {(line.source, key) for line in draw(played).lines for key in line.choices}
    asked = {
        (node.key, choice.key)
        for node in played.by_key.values()
        for choice in node.choices
        if choice.to in played.by_key and not node.is_end
    }
    assert drawn == asked


DEMO = sorted((ROOT / "site" / "website" / "demo" / "roleplays").glob("*.yaml"))


@pytest.mark.parametrize("file", DEMO, ids=[file.stem for file in DEMO])
def test_letters_lie_on_no_scene_and_on_no_other_letters(file):
    told = read_scenario(file.read_text(encoding="utf-8"), file=file.name).scenario
    drawing = draw(told)
    areas = [around(line.letters_at, len(line.choices)) for line in drawing.lines]
    full = [*areas, *(box.area for box in drawing.boxes)]
    assert [
        (line.source, line.target)
        for line, area in zip(drawing.lines, areas, strict=True)
        if any(area.shared_with(other) for other in full if other is not area)
    ] == []


@given(scenarios())
def test_letters_stand_on_the_map(played):
    drawing = draw(played)
    assert all(0 <= line.letters_at.x <= drawing.width for line in drawing.lines)
    assert all(0 <= line.letters_at.y <= drawing.height for line in drawing.lines)
