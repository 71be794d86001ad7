"""Reading Ink: what we wrote comes back, what others compiled comes in as far as it is scenes with choices."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplays.rules.exchange.ink import write_ink
from roleplays.rules.exchange.ink_reading import read_ink
from roleplays.rules.exchange.remarks import Told
from roleplays.rules.scenario import Condition
from tests.factories.roleplays import SCENES
from tests.roleplays.scenes import scenario


def told(brought) -> set[str]:
    return {remark.code for remark in brought.remarks}


def story(*opening, **knots) -> str:
    first = [*opening, ["done", {"#n": "g-0"}], None]
    return json.dumps({"inkVersion": 21, "root": [first, "done", {**knots, "#f": 1}], "listDefs": {}})


def option(words: str, path: str, *asked, flag: int = 4) -> list:
    return ["ev", "str", f"^{words}", "/str", *asked, "/ev", {"*": path, "flg": flag}]


def test_what_we_wrote_for_ink_comes_back_as_it_was():
    asked = Condition(
        chosen=("n1:a",), not_chosen=("n1:c",), at_least=(("autonomy", 1),), at_most=(("frame", 0),)
    )
    first, second, *ends = SCENES
    choices = (replace(second.choices[0], condition=asked), second.choices[1])
    written = scenario(first, replace(second, choices=choices), *ends)
    brought = read_ink(write_ink(written).content.decode())
    assert brought.scenario is not None
    back = {node.key: node for node in brought.scenario.nodes}
    for node in written.nodes:
        assert back[node.key].choices == node.choices
        assert (back[node.key].text, back[node.key].end) == (node.text, node.end)
        assert back[node.key].speaker_name == node.speaker_name
    assert brought.scenario.start.key == "n1"
    assert told(brought) == {Told.REST_TO_WRITE}


def test_a_story_that_inky_compiled_comes_in():
    brought = read_ink(
        story(
            {"->": "Plein"},
            Plein=[
                "^Samira kijkt je aan.",
                "\n",
                *option("Vraag door", ".^.c-0"),
                [
                    "ev",
                    {"^->": "Plein.8.$r1"},
                    {"temp=": "$r"},
                    "str",
                    {"->": ".^.s"},
                    [{"#n": "$r1"}],
                    "/str",
                    "/ev",
                    {"*": ".^.^.c-1", "flg": 18},
                    {"s": ["^Loop weg", {"->": "$r", "var": True}, None]},
                ],
                {
                    "c-0": ["\n", "^Ze vertelt.", "\n", {"->": "slot"}, {"#f": 5}],
                    "c-1": ["\n", {"->": "slot"}, {"#f": 5}],
                    "#f": 1,
                },
            ],
            slot=["^Het is klaar.", "\n", "end", {"#f": 1}],
        )
    )
    assert brought.scenario is not None
    plein, slot = brought.scenario.nodes
    assert [(choice.text, choice.to) for choice in plein.choices] == [
        ("Vraag door", "slot"),
        ("Loop weg", "slot"),
    ]
    assert plein.choices[0].feedback == "Ze vertelt."
    assert slot.is_end
    assert told(brought) == {Told.REST_TO_WRITE, Told.RENAMED, Told.END_ASSUMED}


@pytest.mark.parametrize(
    ("knot", "code"),
    [
        pytest.param(["^Ja.", "\n", {"->": "slot"}, None], Told.STRAIGHT_ON, id="goes straight on"),
        pytest.param(["^Ja.", "\n", {"->": "weg"}, None], Told.NO_TARGET, id="a knot that is not there"),
        pytest.param([{"x()": "f"}, "end", None], Told.LOGIC_LOST, id="a function from outside"),
        pytest.param(
            [*option("Ja", ".^.c-0", {"VAR?": "geld"}, 3, ">", flag=5), {"c-0": [{"->": "slot"}, None]}],
            Told.CONDITION_UNREAD,
            id="a condition on something else",
        ),
        pytest.param(["^" + "x" * 2_001, "\n", "end", None], Told.TOO_LONG, id="too long"),
        pytest.param(option("Ja", ".^.c-0") * 27, Told.TOO_MANY, id="too many choices"),
    ],
)
def test_what_does_not_map_is_told_at_its_scene(knot, code):
    brought = read_ink(story({"->": "n1"}, n1=knot, slot=["^Klaar.", "end", None]))
    assert code in told(brought)
    assert "n1" in {remark.node for remark in brought.remarks if remark.code == code}


@pytest.mark.parametrize(
    "written",
    [
        "",
        "{}",
        "[]",
        "null",
        "{",
        '{"inkVersion": 3, "root": []}',
        '{"inkVersion": 21, "root": 5}',
        "[" * 100_000,
    ],
)
def test_what_is_no_story_of_ink_is_refused(written):
    assert told(read_ink(written)) == {Told.NOT_INK}


def test_a_story_with_too_many_knots_is_refused():
    many = {f"k{number}": ["end", None] for number in range(301)}
    assert told(read_ink(story({"->": "k0"}, **many))) == {Told.TOO_MANY}


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["ev", "/ev", "str", "/str", "#", "/#", "end", "^x", "\n", "done"]),
    lambda inner: (
        st.lists(inner, max_size=6)
        | st.dictionaries(
            st.sampled_from(["*", "->", "VAR?", "VAR=", "CNT?", "s", "n1", "#f"]), inner, max_size=4
        )
    ),
    max_leaves=40,
)


@given(JSON)
def test_no_json_makes_the_reader_raise(content):
    read_ink(json.dumps({"inkVersion": 21, "root": content}))
    read_ink(
        json.dumps({"inkVersion": 21, "root": [[{"->": "n1"}], "done", {"n1": [content, {"a": content}]}]})
    )
    read_ink(json.dumps(content))
