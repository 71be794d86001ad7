"""How a practice question is judged. No database, no clock."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be chosen, with what to say about it."""

    text: str
    feedback: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What choosing an answer means."""

    is_right: bool
    is_done: bool
    feedback: str


def judge(choices: tuple[Choice, ...], chosen: int, *, must_be_right: bool) -> Outcome | None:
    """Judge a chosen answer, or None when there is no such answer; it is done when answered, or answered right."""
    if not 0 <= chosen < len(choices):
        return None
    choice = choices[chosen]
    return Outcome(
        is_right=choice.is_right, is_done=choice.is_right or not must_be_right, feedback=choice.feedback
    )
