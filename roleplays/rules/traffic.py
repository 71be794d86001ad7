"""How a group walked through a scenario. Pure.

Nobody may work out what one person chose. So each person counts once, and what is shown are bands that fit several
numbers: they never say "nobody" or "everybody", and never more than that a share lies between two tens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from casestudies.choices import Pitfall
from roleplays.choices import Principle
from roleplays.rules.play import Moves, State, replay
from roleplays.rules.scenario import Choice, Node, Scenario, reference

# From so many people on, the bands are narrower.
MANY = 20
WIDE, NARROW = (0, 40, 60, 100), (0, 20, 40, 60, 80, 100)
HALF = 50
# What it is called when a principle is let go (domain text a.1 and d).
PITFALL_OF: dict[str, Pitfall] = {
    Principle.FRAME: Pitfall.UNCLEAR_FRAME,
    Principle.NO_JUDGEMENT: Pitfall.JUDGING,
    Principle.NO_SOLUTION: Pitfall.OFFERING_SOLUTION,
    Principle.NO_OVERDEMAND: Pitfall.OVERDEMAND,
    Principle.NO_PATRONISING: Pitfall.PATRONISING,
    Principle.ROLE_PURITY: Pitfall.ROLE_CONFUSION,
    Principle.RELATEDNESS: Pitfall.EMPTY_NEUTRALITY,
}


@dataclass(frozen=True, slots=True, order=True)
class Share:
    """Between which percentages a part of a group lies."""

    low: int
    high: int

    @property
    def level(self) -> int:
        """From 0, hardly anybody, to 4, nearly everybody."""
        return min((self.low + self.high) // 40, 4)

    @property
    def stands_out(self) -> bool:
        """Whether it is more than the lowest band."""
        return self.low > 0


@dataclass(frozen=True, slots=True)
class Turn:
    """A choice that breaks more than it holds, and how many made it."""

    node: Node
    choice: Choice
    share: Share


@dataclass(frozen=True, slots=True)
class Traffic:
    """How a number of people walked, each on the first road that they finished."""

    people: int
    scenes: Mapping[str, Share]
    choices: Mapping[str, Share]  # by reference, such as "n1:a"
    pitfalls: Mapping[Pitfall, Share]
    wrong_turns: tuple[Turn, ...]  # those that stand out, the most chosen first


@dataclass(frozen=True, slots=True)
class Stops:
    """Of people who began some time ago: how many got to an end, and where others stopped."""

    people: int
    finished: Share
    scenes: Mapping[str, Share]  # those that stand out


def bands_of(people: int) -> tuple[Share, ...]:
    """The bands that there are for so many people, the lowest first."""
    return tuple(Share(low, high) for low, high in pairwise(NARROW if people >= MANY else WIDE))


def share_of(number: int, people: int) -> Share:
    """The band in which a number of people lies."""
    part, bands = 100 * number / people, bands_of(people)
    for band in bands:
        # The edges belong to the outer bands, so that the bands below and above half are alike.
        if part < band.high or (part == band.high and band.high < HALF):
            return band
    return bands[-1]


def traffic_of(scenario: Scenario, roads: Sequence[Moves]) -> Traffic:
    """How the people who took these roads walked; there is at least one."""
    states, people = [replay(scenario, moves) for moves in roads], len(roads)
    chosen = Counter(name for state in states for name in state.references)
    seen = Counter(key for state in states for key in _scenes_of(state))
    stepped_in = Counter(pitfall for state in states for pitfall in _pitfalls_of(state))
    choices = {
        reference(node, choice): share_of(chosen[reference(node, choice)], people)
        for node in scenario.nodes
        for choice in node.choices
    }
    return Traffic(
        people=people,
        scenes={node.key: share_of(seen[node.key], people) for node in scenario.nodes},
        choices=choices,
        pitfalls={pitfall: share_of(stepped_in[pitfall], people) for pitfall in Pitfall},
        wrong_turns=tuple(sorted(_wrong_turns(scenario, choices), key=lambda turn: -turn.share.low)),
    )


def stops_of(scenario: Scenario, begun: Sequence[Moves | None]) -> Stops:
    """Where people stopped; a road of None was finished. There is at least one."""
    people = len(begun)
    left = Counter(replay(scenario, moves).node.key for moves in begun if moves is not None)
    shares = {key: share_of(number, people) for key, number in left.items()}
    return Stops(
        people=people,
        finished=share_of(sum(moves is None for moves in begun), people),
        scenes={node.key: shares[node.key] for node in scenario.nodes if _stands_out(shares.get(node.key))},
    )


def _stands_out(share: Share | None) -> bool:
    return share is not None and share.stands_out


def _scenes_of(state: State) -> set[str]:
    return {state.node.key, *(step.node.key for step in state.steps)}


def _pitfalls_of(state: State) -> set[Pitfall]:
    broken = {name for step in state.steps for name, amount in step.choice.effects if amount < 0}
    found = {PITFALL_OF[name] for name in broken if name in PITFALL_OF}
    return found | {Pitfall.NEGLECT} if state.knock_outs else found


def _wrong_turns(scenario: Scenario, choices: Mapping[str, Share]) -> Iterator[Turn]:
    for node, choice in _all_choices(scenario.nodes):
        share = choices[reference(node, choice)]
        if share.stands_out and (choice.is_knock_out or choice.strength < 0):
            yield Turn(node, choice, share)


def _all_choices(nodes: Iterable[Node]) -> Iterator[tuple[Node, Choice]]:
    return ((node, choice) for node in nodes for choice in node.choices)
