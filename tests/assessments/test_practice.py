"""How a practice question is judged."""

from __future__ import annotations

import pytest

from assessments.rules.practice import Choice, judge

CHOICES = (Choice("Hoe hoog?", "Je gaat mee.", is_right=False), Choice("Wat wil je?", "Goed.", is_right=True))


@pytest.mark.parametrize(
    ("chosen", "must_be_right", "is_right", "is_done", "feedback"),
    [
        pytest.param(
            0, False, False, True, "Je gaat mee.", id="a wrong answer is enough where answering counts"
        ),
        pytest.param(
            0, True, False, False, "Je gaat mee.", id="a wrong answer is not enough where it must be right"
        ),
        pytest.param(1, False, True, True, "Goed.", id="right where answering counts"),
        pytest.param(1, True, True, True, "Goed.", id="right where it must be right"),
    ],
)
def test_an_answer_is_judged(chosen, must_be_right, is_right, is_done, feedback):
    outcome = judge(CHOICES, chosen, must_be_right=must_be_right)
    assert outcome is not None
    assert (outcome.is_right, outcome.is_done, outcome.feedback) == (is_right, is_done, feedback)


@pytest.mark.parametrize("chosen", [-1, 2, 99])
def test_an_answer_that_is_not_there_has_no_outcome(chosen):
    assert judge(CHOICES, chosen, must_be_right=False) is None
