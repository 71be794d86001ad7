"""What a form sends becomes an answer, with what is wrong; and answers read as words."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.choices import QuestionKind as Kind
from assessments.rules.answers import AnswerProblem, Line, clean, in_words, key_in_words, right_answer
from assessments.rules.items import Item
from assessments.rules.making import partner_of
from assessments.rules.scoring import score
from tests.factories.questions import ITEMS, items

A, B = partner_of("a"), partner_of("b")


@pytest.mark.parametrize(
    ("kind", "sent", "answer"),
    [
        (Kind.ONE_CHOICE, {"choice": ["b"]}, {"choice": "b"}),
        (Kind.ONE_CHOICE, {"choice": [""]}, {}),
        (Kind.ONE_CHOICE, {}, {}),
        (Kind.TRUE_FALSE, {"choice": ["true"]}, {"choice": "true"}),
        (Kind.SEVERAL_CHOICES, {"choices": ["d", "a", "d"]}, {"choices": ["d", "a"]}),
        (Kind.MARK, {"choices": []}, {}),
        (Kind.MATCH, {"target-a": [A], "target-b": [""]}, {"targets": {"a": A}}),
        (Kind.CLASSIFY, {"target-c": ["x"], "anders": ["y"]}, {"targets": {"c": "x"}}),
        (Kind.ORDER, {"place-a": ["2"], "place-b": ["3"], "place-c": ["1"]}, {"order": ["c", "a", "b"]}),
        (Kind.ORDER, {"place-b": [" 1 "]}, {"order": ["b"]}),
        (Kind.FILL_IN, {"text": [" de wens "]}, {"text": "de wens"}),
        (Kind.NUMERIC, {"text": ["1,5"]}, {"text": "1,5"}),
        (Kind.OPEN, {"text": ["Wat\x00 wil je?"]}, {"text": "Wat wil je?"}),
        (Kind.OPEN, {"text": ["  "]}, {}),
        (Kind.SJT, {"best": ["a"], "worst": ["d"]}, {"best": "a", "worst": "d"}),
        (Kind.SJT, {"best": ["a"], "worst": [""]}, {"best": "a"}),
    ],
)
def test_what_is_sent_becomes_an_answer(kind, sent, answer):
    cleaned = clean(ITEMS[kind], sent)
    assert (cleaned.answer, cleaned.problems) == (answer, ())


@pytest.mark.parametrize(
    ("kind", "sent", "problem", "kept"),
    [
        pytest.param(Kind.ONE_CHOICE, {"choice": ["z"]}, AnswerProblem.NOT_ON_OFFER, {}, id="one"),
        pytest.param(Kind.TRUE_FALSE, {"choice": ["a"]}, AnswerProblem.NOT_ON_OFFER, {}, id="true or not"),
        pytest.param(Kind.MARK, {"choices": ["a", "z"]}, AnswerProblem.NOT_ON_OFFER, {}, id="mark"),
        pytest.param(
            Kind.MATCH,
            {"target-a": ["z"], "target-b": [B]},
            AnswerProblem.NOT_ON_OFFER,
            {"targets": {"b": B}},
            id="a target that is not there",
        ),
        pytest.param(
            Kind.ORDER,
            {"place-a": ["1"], "place-b": ["4"]},
            AnswerProblem.NOT_ON_OFFER,
            {"order": ["a"]},
            id="a place that is not there",
        ),
        pytest.param(
            Kind.ORDER,
            {"place-a": ["1"], "place-b": ["1"]},
            AnswerProblem.SAME_TWICE,
            {"order": ["a", "b"]},
            id="a place twice",
        ),
        pytest.param(Kind.SJT, {"best": ["z"]}, AnswerProblem.NOT_ON_OFFER, {}, id="an action"),
        pytest.param(
            Kind.SJT,
            {"best": ["a"], "worst": ["a"]},
            AnswerProblem.SAME_TWICE,
            {"best": "a", "worst": "a"},
            id="best and worst at once",
        ),
        pytest.param(
            Kind.NUMERIC,
            {"text": ["anderhalf"]},
            AnswerProblem.NOT_A_NUMBER,
            {"text": "anderhalf"},
            id="no number; what was typed is not lost",
        ),
        pytest.param(
            Kind.FILL_IN, {"text": ["a" * 201]}, AnswerProblem.TOO_LONG, {"text": "a" * 200}, id="too long"
        ),
    ],
)
def test_what_is_wrong_is_named(kind, sent, problem, kept):
    cleaned = clean(ITEMS[kind], sent)
    assert (cleaned.problems, cleaned.answer) == ((problem,), kept)


names = st.sampled_from(["choice", "choices", "text", "best", "worst", "target-a", "place-a", "place-b", "q"])


@given(
    items(), st.dictionaries(names, st.lists(st.text(max_size=5) | st.sampled_from("abcd123"), max_size=3))
)
def test_whatever_a_browser_sends_can_be_kept_and_scored(item, sent):
    answer = clean(item, sent).answer
    assert "\\u0000" not in json.dumps(answer)
    score(item, answer)
    in_words(item, answer)


# --- In words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        (Kind.ONE_CHOICE, [Line("Wat wil je bereiken?")]),
        (Kind.SEVERAL_CHOICES, [Line("Wat wil je bereiken?"), Line("Wat is er dan anders?")]),
        (Kind.TRUE_FALSE, [Line("Niet waar")]),
        (
            Kind.MATCH,
            [
                Line("Gemeente", beside="Geeft het kader"),
                Line("Inwoner", beside="Maakt het plan"),
                Line("Zaakwaarnemer", beside="Vraagt door"),
            ],
        ),
        (Kind.ORDER, [Line("De wens"), Line("Het doel"), Line("De steun")]),
        (Kind.FILL_IN, [Line("wens"), Line("de wens")]),
        (Kind.NUMERIC, [Line("1,5 weken")]),
        (Kind.MARK, [Line("Er moet een hek komen."), Line("Zet er camera's neer.")]),
        (
            Kind.SJT,
            [
                Line("Je wacht en luistert.", role="best"),
                Line("Je belooft dat niemand het hoort.", role="worst"),
            ],
        ),
        (Kind.OPEN, []),
    ],
)
def test_the_key_reads_as_words(kind, lines):
    assert list(key_in_words(ITEMS[kind])) == lines


@given(items())
def test_what_was_not_answered_has_no_words(item):
    assert in_words(item, None) == in_words(item, {}) == ()


@given(st.decimals(-10_000, 10_000, places=3), st.sampled_from(["", "weken", "%", "m.", "€"]))
def test_the_key_of_a_number_is_itself_an_answer_that_is_right(number, unit):
    item = Item("numeric", "?", number=Decimal(number), unit=unit)
    assert score(item, right_answer(item)).is_right
