"""A question survives the way to JSON and to the editor and back; its key is a matter of points, not of words."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from assessments.blocks import QuestionBodyBlock, body_of, item_of_body
from assessments.choices import QuestionKind
from assessments.rules.items import Item, Option
from assessments.rules.items_json import item_from_json, item_to_json
from assessments.rules.keys import key_hash
from assessments.rules.making import mixed_letters
from tests.factories.questions import ITEMS, items

BLOCK = QuestionBodyBlock()


def test_there_is_an_example_of_every_kind():
    assert set(ITEMS) == set(QuestionKind)
    assert set(BLOCK.child_blocks) == set(QuestionKind)


@pytest.mark.parametrize("kind", QuestionKind)
def test_a_question_is_the_same_after_json(kind):
    assert item_from_json(json.loads(json.dumps(item_to_json(ITEMS[kind])))) == ITEMS[kind]


@given(items())
def test_any_question_is_the_same_after_json(item):
    assert item_from_json(json.loads(json.dumps(item_to_json(item)))) == item


@pytest.mark.parametrize("kind", QuestionKind)
def test_a_question_is_the_same_after_the_editor(kind):
    assert item_of_body(BLOCK.to_python(json.loads(json.dumps(body_of(ITEMS[kind]))))) == ITEMS[kind]


@given(items())
def test_any_question_is_the_same_after_the_editor(item):
    stored = BLOCK.get_prep_value(BLOCK.to_python(body_of(item)))
    assert item_of_body(BLOCK.to_python(stored)) == item


def test_an_empty_body_holds_no_question():
    assert item_of_body(BLOCK.to_python([])) is None


# --- The key -------------------------------------------------------------------------------------

CHOICE = ITEMS[QuestionKind.ONE_CHOICE]
ORDER = ITEMS[QuestionKind.ORDER]


def _other_words(item: Item) -> Item:
    options = tuple(replace(option, text="anders", feedback="anders") for option in item.options)
    targets = tuple(replace(target, text="anders") for target in item.targets)
    return replace(item, text="anders", explanation="", principle="", options=options, targets=targets)


@pytest.mark.parametrize("kind", QuestionKind)
def test_mending_words_does_not_change_the_key(kind):
    assert key_hash(_other_words(ITEMS[kind])) == key_hash(ITEMS[kind])


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(
            replace(CHOICE, options=(replace(CHOICE.options[0], is_right=True), *CHOICE.options[1:])),
            id="another right answer",
        ),
        pytest.param(replace(CHOICE, options=CHOICE.options[:2]), id="an answer less"),
        pytest.param(replace(CHOICE, options=(*CHOICE.options, Option("z", "?"))), id="an answer more"),
    ],
)
def test_another_key_is_another_key(changed):
    assert key_hash(changed) != key_hash(CHOICE)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        (QuestionKind.FILL_IN, {"accepted": ("doel",)}),
        (QuestionKind.NUMERIC, {"number": Decimal(2)}),
        (QuestionKind.NUMERIC, {"tolerance": Decimal(2)}),
        (QuestionKind.OPEN, {"criteria": ()}),
        (QuestionKind.MATCH, {"options": ()}),
    ],
)
def test_every_kind_has_its_own_key(kind, changes):
    assert key_hash(replace(ITEMS[kind], **changes)) != key_hash(ITEMS[kind])


def test_the_place_of_an_answer_is_part_of_the_key_only_where_order_is_what_is_asked():
    assert key_hash(replace(CHOICE, options=CHOICE.options[::-1])) == key_hash(CHOICE)
    assert key_hash(replace(ORDER, options=ORDER.options[::-1])) != key_hash(ORDER)


def test_a_number_is_the_same_however_it_was_written():
    numeric = ITEMS[QuestionKind.NUMERIC]
    assert key_hash(replace(numeric, number=Decimal("1.50"))) == key_hash(numeric)


def test_letters_tell_nothing_about_the_right_order():
    several = {tuple(mixed_letters(f"M1-Q{number}", 4)) for number in range(40)}
    assert len(several) > 10
    assert all(sorted(each) == ["a", "b", "c", "d"] for each in several)
    assert mixed_letters("M1-Q01", 4) == mixed_letters("M1-Q01", 4)
