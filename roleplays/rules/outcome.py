"""How a run ended, and its profile per principle (domain text d, player rules 2 and 3)."""

from __future__ import annotations

from dataclasses import dataclass

from roleplays.choices import Outcome, Principle
from roleplays.rules.play import State

GOOD_SHARE = 0.6  # of the maximum path


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


def profile_of(state: State) -> tuple[PrincipleScore, ...]:
    """All nine principles in their fixed order."""
    held = dict.fromkeys(Principle.values, 0)
    broken = dict(held)
    for step in state.steps:
        for principle, amount in step.choice.effects:
            (held if amount > 0 else broken)[principle] += abs(amount)
    return tuple(PrincipleScore(p, held[p], broken[p]) for p in Principle.values)
