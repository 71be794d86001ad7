"""The points of an answer, for every kind of question."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.choices import QuestionKind as Kind
from assessments.choices import RedFlag
from assessments.rules.answers import right_answer
from assessments.rules.items import Item
from assessments.rules.making import partner_of
from assessments.rules.scoring import most_points, score
from tests.factories.questions import ITEMS, items

A, B, C = partner_of("a"), partner_of("b"), partner_of("c")


@pytest.mark.parametrize(
    ("kind", "answer", "points", "is_right"),
    [
        pytest.param(Kind.ONE_CHOICE, {"choice": "b"}, "1", True, id="one, right"),
        pytest.param(Kind.ONE_CHOICE, {"choice": "a"}, "0", False, id="one, wrong"),
        pytest.param(Kind.TRUE_FALSE, {"choice": "false"}, "1", True, id="true or not, right"),
        pytest.param(Kind.TRUE_FALSE, {"choice": "true"}, "0", False, id="true or not, wrong"),
        pytest.param(Kind.SEVERAL_CHOICES, {"choices": ["d", "b"]}, "1", True, id="several, all"),
        pytest.param(Kind.SEVERAL_CHOICES, {"choices": ["b"]}, "0.5", False, id="several, half"),
        pytest.param(
            Kind.SEVERAL_CHOICES, {"choices": ["b", "d", "a"]}, "0.5", False, id="several, and one too many"
        ),
        pytest.param(Kind.SEVERAL_CHOICES, {"choices": ["b", "a"]}, "0", False, id="several, one of each"),
        pytest.param(
            Kind.SEVERAL_CHOICES, {"choices": ["a", "c"]}, "0", False, id="several, never below nothing"
        ),
        pytest.param(
            Kind.SEVERAL_CHOICES, {"choices": ["a", "b", "c", "d"]}, "0", False, id="ticking all gets nothing"
        ),
        pytest.param(Kind.MARK, {"choices": ["b", "d"]}, "1", True, id="mark, all"),
        pytest.param(Kind.MARK, {"choices": ["b"]}, "0.5", False, id="mark, half"),
        pytest.param(Kind.MATCH, {"targets": {"a": A, "b": B, "c": C}}, "1", True, id="match, all"),
        pytest.param(Kind.MATCH, {"targets": {"a": A, "b": C}}, "0.3333", False, id="match, one of three"),
        pytest.param(Kind.MATCH, {"targets": {"a": "x"}}, "0", False, id="match, the extra one"),
        pytest.param(
            Kind.CLASSIFY, {"targets": {"a": "y", "b": "x", "c": "x"}}, "0.6667", False, id="classify, two"
        ),
        pytest.param(Kind.ORDER, {"order": ["c", "a", "b"]}, "1", True, id="order, right"),
        pytest.param(Kind.ORDER, {"order": ["b", "c", "a"]}, "0.5", False, id="order, one step follows"),
        pytest.param(Kind.ORDER, {"order": ["b", "a", "c"]}, "0", False, id="order, turned round"),
        pytest.param(Kind.ORDER, {"order": ["c", "a"]}, "0.5", False, id="order, unfinished"),
        pytest.param(Kind.FILL_IN, {"text": "  DE   Wens. "}, "1", True, id="fill in, capitals and spaces"),
        pytest.param(Kind.FILL_IN, {"text": "wensen"}, "0", False, id="fill in, another word"),
        pytest.param(Kind.SJT, {"best": "a", "worst": "d"}, "3", True, id="situation, both"),
        pytest.param(Kind.SJT, {"best": "a"}, "1", False, id="situation, best only"),
        pytest.param(Kind.SJT, {"worst": "d"}, "0", False, id="situation, worst only"),
        pytest.param(Kind.SJT, {"best": "b", "worst": "c"}, "0", False, id="situation, the two between"),
        pytest.param(Kind.SJT, {"best": "d", "worst": "c"}, "-1", False, id="situation, worst as best"),
        pytest.param(Kind.SJT, {"best": "b", "worst": "a"}, "-1", False, id="situation, best as worst"),
        pytest.param(Kind.SJT, {"best": "d", "worst": "a"}, "-2", False, id="situation, turned round"),
        pytest.param(Kind.SJT, {"best": "a", "worst": "a"}, "-2", False, id="situation, the same twice"),
    ],
)
def test_an_answer_gets_points(kind, answer, points, is_right):
    found = score(ITEMS[kind], answer)
    assert (found.points, found.is_right) == (Decimal(points), is_right)


@pytest.mark.parametrize(
    ("written", "is_right"),
    [
        ("1,5", True),
        ("1.5", True),
        ("1,25", True),
        ("1,75 weken", True),
        ("1,76", False),
        (" 1,50 ", True),
        ("+1,5", True),
        ("-1,5", False),
        ("anderhalf", False),
        ("", False),
        ("1,5,5", False),
        ("٣", False),
        ("NaN", False),
        ("Infinity", False),
        ("1e999999999", False),
        ("9" * 5000, False),
    ],
)
def test_a_number_may_be_written_the_dutch_way(written, is_right):
    assert score(ITEMS[Kind.NUMERIC], {"text": written}).is_right == is_right


@pytest.mark.parametrize("written", ["12500", "12.500", "12 500", "€ 12.500,00", "12500,0", "12.500 euro"])
def test_a_large_number_may_have_its_thousands_apart(written):
    item = Item("numeric", "Hoeveel?", number=Decimal(12500), unit="euro")
    assert score(item, {"text": written}).is_right


@pytest.mark.parametrize(
    ("written", "accepted"),
    [("café", "cafe\u0301"), ("Straße", "STRASSE"), ("“ja”", '"ja"'), ("zo’n", "zo'n"), ("ja", "ja.")],
)
def test_texts_that_read_alike_are_alike(written, accepted):
    assert score(Item("fill_in", "?", accepted=(accepted,)), {"text": written}).is_right


def test_an_empty_text_is_no_answer_even_where_a_full_stop_counts():
    assert not score(Item("fill_in", "?", accepted=("...",)), {"text": ""}).is_right


def test_the_red_flag_is_for_who_calls_it_the_best():
    assert score(ITEMS[Kind.SJT], {"best": "d", "worst": "b"}).red_flags == (RedFlag.SECRECY,)
    assert score(ITEMS[Kind.SJT], {"best": "a", "worst": "d"}).red_flags == ()
    assert score(ITEMS[Kind.SJT], {"best": "b"}).red_flags == ()


def test_an_open_answer_waits_for_a_person():
    written, empty = score(ITEMS[Kind.OPEN], {"text": "Wat wil je?"}), score(ITEMS[Kind.OPEN], {"text": " "})
    assert (written.points, written.max_points, written.is_answered) == (None, 2, True)
    assert (empty.points, empty.is_answered) == (0, False)


@pytest.mark.parametrize(("kind", "most"), [(Kind.SJT, 3), (Kind.OPEN, 2), (Kind.MATCH, 1), (Kind.MARK, 1)])
def test_a_perfect_answer_is_worth_so_much(kind, most):
    assert most_points(ITEMS[kind]) == most


# --- Whatever comes in -------------------------------------------------------------------------------

anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from("abcdxy"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=8,
)
names = st.sampled_from(["choice", "choices", "targets", "order", "text", "best", "worst"])
answers = anything | st.dictionaries(names, anything, max_size=4)
sensible = st.fixed_dictionaries(
    {},
    optional={
        "choice": st.sampled_from(["a", "b", "c", "true", "false"]),
        "choices": st.lists(st.sampled_from("abcd"), max_size=4),
        "targets": st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["x", "y", A, B, C]), max_size=4),
        "order": st.lists(st.sampled_from("abc"), max_size=4),
        "text": st.sampled_from(["wens", "1,5", "2"]),
        "best": st.sampled_from("abcd"),
        "worst": st.sampled_from("abcd"),
    },
)
any_kind = st.sampled_from(sorted(ITEMS))


@given(items(), answers | sensible)
def test_no_answer_breaks_anything_and_points_stay_within_bounds(item, answer):
    found = score(item, answer)
    if found.points is not None:
        assert found.min_points <= found.points <= found.max_points
        assert found.is_right == (found.points == found.max_points) or not found.max_points
    assert found.is_answered or (found.points == found.min_points and not found.is_right)
    assert found.is_answered or not found.red_flags


@given(items(), answers | sensible)
def test_leaving_a_question_open_never_scores_better_than_any_answer(item, answer):
    given = score(item, answer)
    assert given.points is None or score(item, {}).points <= given.points


@pytest.mark.parametrize("left", ["best", "worst"])
@pytest.mark.parametrize("choice", "abcd")
@pytest.mark.parametrize("other", "abcd")
def test_leaving_one_choice_of_a_situation_open_never_scores_better_than_making_it(left, choice, other):
    role = "worst" if left == "best" else "best"
    half, whole = {role: choice}, {role: choice, left: other}
    assert choice == other or score(ITEMS[Kind.SJT], half).points <= score(ITEMS[Kind.SJT], whole).points


@given(any_kind, sensible, st.randoms())
def test_the_place_of_an_option_on_the_screen_does_not_matter(kind, answer, chance):
    item = ITEMS[kind]
    if kind != Kind.ORDER:
        mixed = replace(item, options=tuple(chance.sample(item.options, len(item.options))))
        assert score(mixed, answer) == score(item, answer)


@given(any_kind, sensible, st.randoms())
def test_the_order_of_ticks_and_pairs_does_not_matter(kind, answer, chance):
    mixed = dict(answer)
    if "choices" in answer:
        mixed["choices"] = chance.sample(answer["choices"], len(answer["choices"]))
    if "targets" in answer:
        mixed["targets"] = dict(chance.sample(list(answer["targets"].items()), len(answer["targets"])))
    assert score(ITEMS[kind], mixed) == score(ITEMS[kind], answer)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind != Kind.OPEN])
def test_the_right_answer_gets_all_points(kind):
    found = score(ITEMS[kind], right_answer(ITEMS[kind]))
    assert found.is_right
    assert found.points == found.max_points


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("answer", [None, {}, [], "a", {"choice": "zz"}, {"choices": ["zz"]}, {"order": 3}])
def test_what_is_missing_or_not_on_offer_gets_the_fewest_points(kind, answer):
    found = score(ITEMS[kind], answer)
    assert (found.points, found.is_right, found.is_answered) == (found.min_points, False, False)
