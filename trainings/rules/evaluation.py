"""Three questions after a meeting. Answers are only counted, and shown in lots of eight, so that nobody can subtract one.

A count that is shown after eight answers and again after nine would tell what the ninth person said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trainings.choices import Experience, Question

if TYPE_CHECKING:
    from collections.abc import Mapping

AT_ONCE = 8
# Per question, how often each answer was given.
Counts = dict[str, list[int]]


def nothing() -> Counts:
    """Counts before anybody answered."""
    return {question.value: [0] * len(Experience) for question in Question}


@dataclass(frozen=True, slots=True)
class Tally:
    """What was answered: what may be shown, and what waits for a full lot."""

    shown: Counts = field(default_factory=nothing)
    waiting: Counts = field(default_factory=nothing)

    @property
    def shown_answers(self) -> int:
        """How many people's answers are shown."""
        return sum(self.shown[Question.CHOICE])

    @property
    def waiting_answers(self) -> int:
        """How many people's answers wait."""
        return sum(self.waiting[Question.CHOICE])


def counted(tally: Tally, answers: Mapping[Question, Experience]) -> Tally:
    """The tally with one person's answers in it; a full lot is shown."""
    waiting = _sum(tally.waiting, _one(answers))
    if sum(waiting[Question.CHOICE]) < AT_ONCE:
        return Tally(tally.shown, waiting)
    return Tally(_sum(tally.shown, waiting), nothing())


def _one(answers: Mapping[Question, Experience]) -> Counts:
    return {
        question.value: [int(answers[question] == experience) for experience in Experience]
        for question in Question
    }


def _sum(one: Counts, other: Counts) -> Counts:
    return {key: [a + b for a, b in zip(one[key], other[key], strict=True)] for key in one}
