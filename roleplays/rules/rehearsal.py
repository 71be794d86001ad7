"""Playing on trial from any scene: nothing is kept, and a road that does not exist any more stops where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roleplays.rules.play import NotOnOffer, State, choose, on_offer
from roleplays.rules.scenario import Choice, Scenario

LONGEST = 200  # choices on one road


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Where somebody is who tries a scenario out."""

    scenario: Scenario
    begin: str  # the scene in which it began
    moves: tuple[str, ...]
    state: State

    @property
    def offered(self) -> tuple[Choice, ...]:
        """What there is to choose, as far as it leads somewhere."""
        return tuple(choice for choice in on_offer(self.state) if choice.to in self.scenario.by_key)

    @property
    def withheld(self) -> tuple[Choice, ...]:
        """What a condition keeps back on this road."""
        offered = on_offer(self.state)
        return tuple(choice for choice in self.state.node.choices if choice not in offered)

    @property
    def loose(self) -> tuple[Choice, ...]:
        """Choices that do not lead to a scene yet."""
        return tuple(choice for choice in on_offer(self.state) if choice.to not in self.scenario.by_key)


def rehearse(scenario: Scenario, *, begin: str = "", moves: Sequence[str] = ()) -> Rehearsal | None:
    """A road through a scenario; None when nothing was written yet."""
    if not scenario.nodes:
        return None
    start = scenario.by_key.get(begin, scenario.start)
    state, walked = State(start), []
    for key in moves[:LONGEST]:
        try:
            state = choose(scenario, state, key)
        except NotOnOffer:
            break
        walked.append(key)
    return Rehearsal(scenario, start.key, tuple(walked), state)
