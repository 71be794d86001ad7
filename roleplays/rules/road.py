"""What there is to look back on after a run: the road taken beside the roads not taken."""

from __future__ import annotations

from dataclasses import dataclass

from roleplays.rules.play import State
from roleplays.rules.scenario import Choice, Node


@dataclass(frozen=True, slots=True)
class Crossing:
    """A scene that was played: what was chosen and what else there was."""

    node: Node
    taken: Choice
    others: tuple[Choice, ...]

    @property
    def was_strongest(self) -> bool:
        """Whether nothing else in this scene held more."""
        return all(self.taken.strength >= other.strength for other in self.others)


def road_of(state: State) -> tuple[Crossing, ...]:
    """The scenes of a run in order, each with the choices that were not made."""
    return tuple(
        Crossing(
            step.node,
            step.choice,
            tuple(choice for choice in step.node.choices if choice.key != step.choice.key),
        )
        for step in state.steps
    )
