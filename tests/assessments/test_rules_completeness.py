from __future__ import annotations

import pytest

from assessments.choices import QuestionKind as K
from assessments.rules.completeness import Completeness, completeness, moved
from assessments.rules.items import Item, Option, Target

NONE, PART, WHOLE = Completeness.NONE, Completeness.PART, Completeness.WHOLE


def item(kind: str) -> Item:
    """A question with three options and two right-hand sides."""
    options = tuple(Option(key, key) for key in "abc")
    return Item(kind=kind, text="?", options=options, targets=(Target("x", "X"), Target("y", "Y")))


@pytest.mark.parametrize(
    ("kind", "answer", "how_far"),
    [
        (K.ONE_CHOICE, {"choice": "b"}, WHOLE),
        (K.SEVERAL_CHOICES, {"choices": ["a"]}, WHOLE),
        (K.MATCH, {"targets": {"a": "x", "b": "y", "c": "x"}}, WHOLE),
        (K.MATCH, {"targets": {"a": "x"}}, PART),
        (K.CLASSIFY, {"targets": {"c": "y"}}, PART),
        (K.ORDER, {"order": ["c", "a", "b"]}, WHOLE),
        (K.NUMERIC, {"text": "7,5"}, WHOLE),
        (K.NUMERIC, {"text": "twee"}, PART),
        (K.SJT, {"best": "a", "worst": "c"}, WHOLE),
        (K.SJT, {"best": "a"}, PART),
        (K.SJT, {"best": "a", "worst": "a"}, PART),
        *((kind, {}, NONE) for kind in K.values),
    ],
)
def test_a_question_is_answered_not_in_part_or_as_a_whole(kind, answer, how_far):
    assert completeness(item(kind), answer) == how_far


@pytest.mark.parametrize(
    ("move", "order"),
    [
        ("b:up", "bac"),
        ("b:down", "acb"),
        ("a:up", "abc"),
        ("c:down", "abc"),
        ("z:up", "abc"),
        ("a:left", "abc"),
        ("", "abc"),
    ],
)
def test_a_step_moves_one_place_and_stops_at_the_end(move, order):
    assert moved(list("abc"), move) == list(order)
