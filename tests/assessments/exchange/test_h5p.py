"""Questions as a package of H5P Question Set: the right answer stays the right one, and nobody is left behind unsaid."""

from __future__ import annotations

import io
import json
import zipfile
from decimal import Decimal
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.choices import Purpose, QuestionKind
from assessments.rules.exchange.codes import Loss
from assessments.rules.exchange.shape import plain
from assessments.rules.items import Item, Option, Tagged
from assessments.selectors.exchange_formats import write_h5p
from h5p.choices import Problem
from h5p.rules.check import check_file
from tests.assessments.exchange.strategies import tagged

CHOICES = (Option("a", "De zaakwaarnemer", "Ja.", is_right=True), Option("b", "De wethouder & co", "Nee."))


def content_of(*questions: Tagged) -> list[dict]:
    with zipfile.ZipFile(io.BytesIO(write_h5p(questions).content)) as archive:
        return json.loads(archive.read("content/content.json"))["questions"]


def asked(kind: QuestionKind, **more) -> Tagged:
    return Tagged("M4-Q01", Purpose.MODULE_QUIZ, "M4", Item(kind, "Wie vertaalt het kader?", **more))


@pytest.mark.parametrize(
    ("kind", "is_single"), [(QuestionKind.ONE_CHOICE, True), (QuestionKind.SEVERAL_CHOICES, False)]
)
def test_a_choice_keeps_its_answers_and_what_they_say(kind, is_single):
    [question] = content_of(asked(kind, options=CHOICES))
    assert question["library"] == "H5P.MultiChoice 1.16"
    assert question["params"]["behaviour"]["type"] == ("single" if is_single else "multi")
    answers = question["params"]["answers"]
    assert [answer["correct"] for answer in answers] == [True, False]
    assert answers[1]["text"] == "<div>De wethouder &amp; co</div>"
    assert answers[1]["tipsAndFeedback"]["chosenFeedback"] == "Nee."


def test_a_situation_asks_for_the_best_action():
    options = (
        Option("a", "Vragen", is_best=True),
        Option("b", "Regelen", is_worst=True),
        Option("c", "Wachten"),
    )
    [question] = content_of(asked(QuestionKind.SJT, options=options))
    assert [answer["correct"] for answer in question["params"]["answers"]] == [True, False, False]


@pytest.mark.parametrize("is_true", [True, False])
def test_a_statement_is_true_or_not(is_true):
    options = (Option("true", "Waar", is_right=is_true), Option("false", "Niet waar", is_right=not is_true))
    [question] = content_of(asked(QuestionKind.TRUE_FALSE, options=options))
    assert question["library"] == "H5P.TrueFalse 1.8"
    assert question["params"]["correct"] == ("true" if is_true else "false")


def test_a_gap_takes_every_answer_but_those_with_a_sign_of_the_format():
    [question] = content_of(asked(QuestionKind.FILL_IN, accepted=("kader", "het kader", "en/of")))
    assert question["params"]["questions"] == ["<p>*kader/het kader*</p>"]


def test_a_number_is_taken_with_a_comma_and_with_a_point():
    [question] = content_of(asked(QuestionKind.NUMERIC, number=Decimal("0.90"), unit="m"))
    assert question["params"]["questions"] == ["<p>*0,9/0.9* m</p>"]


@pytest.mark.parametrize(
    "question",
    [
        pytest.param(asked(QuestionKind.OPEN), id="an open answer"),
        pytest.param(asked(QuestionKind.ORDER, options=CHOICES), id="an order"),
        pytest.param(asked(QuestionKind.FILL_IN, accepted=("en/of",)), id="only answers that do not fit"),
        pytest.param(
            asked(QuestionKind.NUMERIC, number=Decimal(5), tolerance=Decimal(1)), id="a number with a margin"
        ),
    ],
)
def test_what_cannot_be_scored_right_stays_behind_and_is_told(question):
    assert content_of(question) == []
    assert [loss.code for loss in write_h5p([question]).losses] == [Loss.STAYS_BEHIND]


@settings(max_examples=25)
@given(st.lists(tagged(), max_size=4, unique_by=lambda each: each.identifier))
def test_every_question_goes_along_or_is_told_to_stay(questions):
    written = write_h5p(questions)
    assert written == write_h5p(questions)
    behind = {loss.place.name for loss in written.losses if loss.code == Loss.STAYS_BEHIND}
    made = content_of(*questions)
    assert [each["metadata"]["title"] for each in made] == [
        each.identifier for each in questions if each.identifier not in behind
    ]
    for question in made:
        before = next(each for each in questions if each.identifier == question["metadata"]["title"])
        texts = [unescape(a["text"])[5:-6] for a in question["params"].get("answers", ())]
        assert texts == ([o.text for o in plain(before.item).options] if texts else [])


def test_our_own_importer_misses_only_the_libraries():
    package = write_h5p([asked(QuestionKind.ONE_CHOICE, options=CHOICES)]).content
    assert {finding.problem for finding in check_file(io.BytesIO(package))} == {Problem.LIBRARY_MISSING}
