from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.choices import GuidingQuestion, ReflectionPrompt
from assessments.rules.reflections import LEAST_WORDS, QUESTIONS, shortfalls, word_count

REFLEX = ReflectionPrompt.REFLEX
LONG = "een twee drie vier vijf zes zeven acht negen tien"
SHORT = "een twee drie"


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        pytest.param({}, [("happened", 10), ("did", 10), ("reflex", 10), ("keep", 10)], id="nothing yet"),
        pytest.param(dict.fromkeys(["happened", "did", "reflex", "keep"], LONG), [], id="all of it"),
        pytest.param(
            {"happened": LONG, "did": SHORT, "reflex": LONG, "keep": "  "},
            [("did", 7), ("keep", 10)],
            id="one too short, one only spaces",
        ),
        pytest.param(
            dict.fromkeys(["happened", "did", "frame", "keep"], LONG),
            [("reflex", 10)],
            id="the question of another prompt does not count",
        ),
    ],
)
def test_what_a_reflection_still_needs(answers, missing):
    assert [(s.question.value, s.words_to_go) for s in shortfalls(REFLEX, answers)] == missing


def test_an_empty_answer_and_a_short_one_are_told_apart():
    first, second, *_ = shortfalls(REFLEX, {"did": SHORT})
    assert (first.is_empty, second.is_empty) == (True, False)


def test_every_prompt_has_a_question_of_its_own_between_the_same_beginning_and_end():
    assert set(QUESTIONS) == set(ReflectionPrompt)
    for questions in QUESTIONS.values():
        assert questions[0] == GuidingQuestion.HAPPENED
        assert questions[-1] == GuidingQuestion.KEEP
    own = [questions[2] for questions in QUESTIONS.values()]
    assert len(set(own)) == len(own)


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("  \n ", 0), ("één", 1), ("zo’n plan", 2), ("wmo-consulent, 3 keer.", 3), ("- – …", 0)],
)
def test_words_are_counted_as_a_reader_counts_them(text, words):
    assert word_count(text) == words


@given(prompt=st.sampled_from(ReflectionPrompt), words=st.lists(st.integers(0, 25), min_size=4, max_size=4))
def test_a_reflection_is_complete_exactly_when_every_answer_is_long_enough(prompt, words):
    answers = {q.value: " ".join(["woord"] * n) for q, n in zip(QUESTIONS[prompt], words, strict=True)}
    assert (shortfalls(prompt, answers) == ()) is all(n >= LEAST_WORDS for n in words)
