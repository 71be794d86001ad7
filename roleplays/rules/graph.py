"""Every situation that a player can get into: scenes together with what conditions look at further on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from roleplays.rules.components import components
from roleplays.rules.play import holds
from roleplays.rules.scenario import Choice, Node, Scenario, reference

MOST_SITUATIONS = 20_000


class Situation(NamedTuple):
    """A scene, with as much of the road to it as conditions there or later ask about."""

    node: str
    chosen: frozenset[str] = frozenset()
    levels: tuple[tuple[str, int], ...] = ()


class Edge(NamedTuple):
    """A choice that somebody has in a situation, what it is worth, and the place of the situation it leads to."""

    to: int
    strength: int
    is_knock_out: bool


@dataclass(frozen=True)
class Graph:
    """All situations that can be reached from the beginning, which is the first."""

    situations: Sequence[Situation]
    edges: Sequence[Sequence[Edge]]
    is_complete: bool = True

    def nodes(self) -> set[str]:
        """The scenes that somebody can get to."""
        return {situation.node for situation in self.situations}

    @cached_property
    def parts(self) -> list[list[int]]:
        """The situations that lead to each other, those that come first in front."""
        return components([[edge.to for edge in edges] for edges in self.edges])


class _Asked(NamedTuple):
    """What conditions look at, in a scene and after it."""

    references: frozenset[str] = frozenset()
    principles: frozenset[str] = frozenset()


def explore(scenario: Scenario, *, most: int = MOST_SITUATIONS) -> Graph:
    """Walk every road from the beginning; stops, and says so, when there are too many situations."""
    asked = _asked_from(scenario)
    first = asked[scenario.start.key].principles
    start = Situation(scenario.start.key, levels=tuple((principle, 0) for principle in sorted(first)))
    places = {start: 0}
    situations = [start]
    edges: list[list[Edge]] = []
    for situation in situations:  # grows while it is walked
        edges.append([])
        for choice, after in _onward(scenario, situation, asked):
            place = places.setdefault(after, len(situations))
            if place == most:
                return Graph(situations, edges, is_complete=False)
            if place == len(situations):
                situations.append(after)
            edges[-1].append(Edge(place, choice.strength, choice.is_knock_out))
    return Graph(situations, edges)


def _asked_from(scenario: Scenario) -> dict[str, _Asked]:
    """Per scene what is asked there or in any scene after it: what nobody asks about any more makes no difference."""
    nodes = list(scenario.by_key.values())
    places = {node.key: place for place, node in enumerate(nodes)}
    onward = [[places[c.to] for c in node.choices if c.to in places] for node in nodes]
    asked = [_asked_in(node) for node in nodes]
    for part in reversed(components(onward)):
        together = [asked[place] for place in {*part, *(to for place in part for to in onward[place])}]
        whole = _Asked(
            frozenset().union(*(each.references for each in together)),
            frozenset().union(*(each.principles for each in together)),
        )
        for place in part:
            asked[place] = whole
    return {node.key: asked[place] for node, place in zip(nodes, range(len(nodes)), strict=True)}


def _asked_in(node: Node) -> _Asked:
    conditions = [choice.condition for choice in node.choices]
    return _Asked(
        frozenset(name for c in conditions for name in (*c.chosen, *c.not_chosen)),
        frozenset(principle for c in conditions for principle, _ in (*c.at_least, *c.at_most)),
    )


def _onward(
    scenario: Scenario, situation: Situation, asked: dict[str, _Asked]
) -> Iterator[tuple[Choice, Situation]]:
    node, profile = scenario.by_key[situation.node], dict(situation.levels)
    for choice in () if node.is_end else node.choices:
        offered = holds(choice.condition, references=situation.chosen, profile=profile)
        if offered and choice.to in scenario.by_key:
            yield choice, _after(node, choice, situation, asked[choice.to])


def _after(node: Node, choice: Choice, situation: Situation, asked: _Asked) -> Situation:
    effects = dict(choice.effects)
    return Situation(
        choice.to,
        asked.references & {*situation.chosen, reference(node, choice)},
        tuple(
            (principle, level + effects.get(principle, 0))
            for principle, level in situation.levels
            if principle in asked.principles
        ),
    )


def leads_to_an_end(graph: Graph, scenario: Scenario) -> set[int]:
    """The places of the situations from which somebody can still get to an end."""
    found: set[int] = set()
    for part in reversed(graph.parts):
        if any(
            scenario.by_key[graph.situations[place].node].is_end
            or any(edge.to in found for edge in graph.edges[place])
            for place in part
        ):
            found.update(part)
    return found
