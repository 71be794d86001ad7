"""How a run ended, and its profile per principle (domain text d, player rules 2 and 3)."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from roleplays.choices import Outcome, Principle, Shortfall
from roleplays.rules.play import State

GOOD_SHARE = 0.6  # of the maximum path
# The principles that say who decides; the others say how the conversation goes.
WHO_DECIDES = frozenset({Principle.AUTONOMY, Principle.NO_SOLUTION, Principle.NO_PATRONISING})
SHARED = 3  # between 1, with the player, and 5, with the other


@dataclass(frozen=True, slots=True)
class PrincipleScore:
    """How often a principle was held and how often it was broken."""

    principle: str
    held: int
    broken: int

    @property
    def was_touched(self) -> bool:
        """Whether the road said anything about it."""
        return bool(self.held or self.broken)


def outcome_of(state: State, *, maximum: int) -> str:
    """Poor after a knock-out, at a poor end or below zero; good at a good end with at least 60 % of the maximum."""
    if state.knock_outs or state.node.end == Outcome.POOR or state.total < 0:
        return Outcome.POOR
    if state.node.end == Outcome.GOOD and state.total >= GOOD_SHARE * maximum:
        return Outcome.GOOD
    return Outcome.MIXED


def shortfall_of(state: State, outcome: str) -> Shortfall | None:
    """Why an outcome is less than its last scene tells; None when the two say the same."""
    if outcome == state.node.end:
        return None
    if state.knock_outs:
        return Shortfall.KNOCK_OUT
    return Shortfall.BROKEN if outcome == Outcome.POOR else Shortfall.TOO_FEW


def good_from(maximum: int) -> int:
    """The lowest total with which it ends well."""
    return ceil(GOOD_SHARE * maximum)


def profile_of(state: State) -> tuple[PrincipleScore, ...]:
    """All nine principles in their fixed order."""
    held = dict.fromkeys(Principle.values, 0)
    broken = dict(held)
    for step in state.steps:
        for principle, amount in step.choice.effects:
            (held if amount > 0 else broken)[principle] += abs(amount)
    return tuple(PrincipleScore(p, held[p], broken[p]) for p in Principle.values)


def direction_of(state: State) -> int | None:
    """With whom the direction lies so far, from 1 (the player) to 5 (the other); None while no choice said so.

    The share of the times that it was left with the other, with one more imagined on either side, so that a single
    choice says little (the rule of succession of Laplace), in five equal parts.
    """
    said = [score for score in profile_of(state) if score.principle in WHO_DECIDES and score.was_touched]
    if not said:
        return None
    held, broken = sum(score.held for score in said), sum(score.broken for score in said)
    times = held + broken + 2
    parts = (5 * abs(held - broken) + times) // (2 * times)
    return SHARED + (parts if held > broken else -parts)
