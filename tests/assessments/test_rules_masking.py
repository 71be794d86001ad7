from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules.answers import clean
from assessments.rules.items import Item
from assessments.rules.masking import Asked, asked_under
from assessments.rules.scoring import score
from tests.factories.questions import ITEMS, items
from tests.factories.quizzes import RIGHT


def asked(item: Item) -> Asked:
    """A question under names that are no names of the bank."""
    return asked_under(item, lambda key: f"n{ord(key[0])}{len(key)}{key[-1]}")


@pytest.mark.parametrize("kind", sorted(RIGHT))
def test_a_right_answer_stays_right_under_other_names(kind):
    question = asked(ITEMS[kind])
    shown = question.mask(RIGHT[kind])
    assert score(question.masked, shown).is_right
    assert question.unmask(shown) == RIGHT[kind]


@given(item=items(), text=st.text(max_size=5))
def test_names_are_taken_off_again_and_words_are_left_alone(item, text):
    question = asked(item)
    answer = {"choices": [option.key for option in item.options], "text": text}
    assert question.unmask(question.mask(answer)) == answer


@pytest.mark.parametrize("kind", sorted(ITEMS))
def test_no_name_of_the_bank_is_left(kind):
    question = asked(ITEMS[kind])
    left = {option.key for option in question.masked.options} & {option.key for option in ITEMS[kind].options}
    assert left == set()
    assert clean(question.masked, {}).answer == {}
