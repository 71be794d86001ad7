"""What a reflection asks, and when it is complete. Its content is nobody's to judge. No database, no clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.choices import GuidingQuestion, ReflectionPrompt

if TYPE_CHECKING:
    from collections.abc import Mapping

_Q = GuidingQuestion
QUESTIONS: dict[ReflectionPrompt, tuple[GuidingQuestion, ...]] = {
    ReflectionPrompt.REFLEX: (_Q.HAPPENED, _Q.DID, _Q.REFLEX, _Q.KEEP),
    ReflectionPrompt.FRAME: (_Q.HAPPENED, _Q.DID, _Q.FRAME, _Q.KEEP),
    ReflectionPrompt.CONVERSATION: (_Q.HAPPENED, _Q.DID, _Q.JUDGEMENT, _Q.KEEP),
    ReflectionPrompt.DOSING: (_Q.HAPPENED, _Q.DID, _Q.DOSING, _Q.KEEP),
    ReflectionPrompt.OWNERSHIP: (_Q.HAPPENED, _Q.DID, _Q.OWNERSHIP, _Q.KEEP),
    ReflectionPrompt.COACHING: (_Q.HAPPENED, _Q.DID, _Q.COACHING, _Q.KEEP),
}
# Concrete takes a sentence or two; more is up to who writes.
LEAST_WORDS = 10
# How many reflections a portfolio holds (domain text e.1).
ENOUGH_REFLECTIONS = 6
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A question that is not answered yet, or not far enough."""

    question: GuidingQuestion
    words_to_go: int
    is_empty: bool


def shortfalls(prompt: ReflectionPrompt, answers: Mapping[str, str]) -> tuple[Shortfall, ...]:
    """What a reflection still needs to be complete and concrete, in the order of its questions; nothing when it is."""
    counts = [(question, word_count(answers.get(question, ""))) for question in QUESTIONS[prompt]]
    return tuple(
        Shortfall(question, LEAST_WORDS - count, is_empty=count == 0)
        for question, count in counts
        if count < LEAST_WORDS
    )


def word_count(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(text))
