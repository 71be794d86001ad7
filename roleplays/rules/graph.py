"""Every situation that a player can get into: scenes together with what conditions look at."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from roleplays.rules.play import holds
from roleplays.rules.scenario import Choice, Node, Scenario, reference

MOST_SITUATIONS = 3_000


class Situation(NamedTuple):
    """A scene, with as much of the road to it as conditions ask about."""

    node: str
    chosen: frozenset[str] = frozenset()
    levels: tuple[tuple[str, int], ...] = ()


class Edge(NamedTuple):
    """A choice that somebody has in a situation, and where it leads."""

    choice: Choice
    to: Situation


@dataclass(frozen=True)
class Graph:
    """All situations that can be reached from the beginning."""

    start: Situation
    edges: Mapping[Situation, tuple[Edge, ...]]
    is_complete: bool = True

    def nodes(self) -> set[str]:
        """The scenes that somebody can get to."""
        return {situation.node for situation in self.edges}


@dataclass(frozen=True, slots=True)
class EndRange:
    """Between which totals somebody can arrive at an end; None when going round makes it ever lower or higher."""

    node: str
    lowest: int | None
    highest: int | None


@dataclass(frozen=True)
class _Asked:
    """What the conditions of a scenario look at."""

    references: frozenset[str] = frozenset()
    principles: tuple[str, ...] = field(default=())


def explore(scenario: Scenario, *, most: int = MOST_SITUATIONS) -> Graph:
    """Walk every road from the beginning; stops, and says so, when there are too many situations."""
    asked = _asked(scenario)
    start = Situation(scenario.start.key, levels=tuple((principle, 0) for principle in asked.principles))
    edges: dict[Situation, tuple[Edge, ...]] = {}
    waiting = deque([start])
    while waiting:
        situation = waiting.popleft()
        if situation in edges:
            continue
        if len(edges) >= most:
            return Graph(start, edges, is_complete=False)
        edges[situation] = tuple(_onward(scenario, situation, asked))
        waiting.extend(edge.to for edge in edges[situation])
    return Graph(start, edges)


def _asked(scenario: Scenario) -> _Asked:
    conditions = [choice.condition for node in scenario.nodes for choice in node.choices]
    references = frozenset(name for c in conditions for name in (*c.chosen, *c.not_chosen))
    principles = {principle for c in conditions for principle, _ in (*c.at_least, *c.at_most)}
    return _Asked(references, tuple(sorted(principles)))


def _onward(scenario: Scenario, situation: Situation, asked: _Asked) -> Iterator[Edge]:
    node = scenario.by_key[situation.node]
    for choice in () if node.is_end else node.choices:
        offered = holds(choice.condition, references=situation.chosen, profile=dict(situation.levels))
        if offered and choice.to in scenario.by_key:
            yield Edge(choice, _after(node, choice, situation, asked))


def _after(node: Node, choice: Choice, situation: Situation, asked: _Asked) -> Situation:
    name = reference(node, choice)
    effects = dict(choice.effects)
    return Situation(
        choice.to,
        situation.chosen | {name} if name in asked.references else situation.chosen,
        tuple((principle, level + effects.get(principle, 0)) for principle, level in situation.levels),
    )


def leads_to_an_end(graph: Graph, scenario: Scenario) -> set[Situation]:
    """The situations from which somebody can still get to an end."""
    before: dict[Situation, list[Situation]] = {}
    for situation, edges in graph.edges.items():
        for edge in edges:
            before.setdefault(edge.to, []).append(situation)
    waiting = deque(s for s in graph.edges if scenario.by_key[s.node].is_end)
    found: set[Situation] = set()
    while waiting:
        situation = waiting.popleft()
        if situation not in found:
            found.add(situation)
            waiting.extend(before.get(situation, ()))
    return found


@dataclass(frozen=True)
class Totals:
    """The highest (or lowest) total with which somebody can be in each situation."""

    of: Mapping[Situation, int]
    without_bound: frozenset[Situation] = frozenset()


def furthest(graph: Graph, *, sign: int = 1, with_knock_outs: bool = True) -> Totals:
    """The highest total per situation, or with sign -1 the lowest.

    A walk that goes on improving after as many rounds as there are situations goes round in a loop that always
    improves (Bellman-Ford); what such a loop leads to has no bound.
    """
    best = {graph.start: 0}
    changed = {graph.start}
    for _ in range(len(graph.edges)):
        changed = _improve(graph, best, changed, sign=sign, with_knock_outs=with_knock_outs)
        if not changed:
            return Totals(best)
    return Totals(best, frozenset(_reached_from(graph, changed)))


def _improve(
    graph: Graph, best: dict[Situation, int], changed: set[Situation], *, sign: int, with_knock_outs: bool
) -> set[Situation]:
    improved: set[Situation] = set()
    for situation in changed:
        for edge in graph.edges.get(situation, ()):
            if edge.choice.is_knock_out and not with_knock_outs:
                continue
            total = best[situation] + edge.choice.strength
            if edge.to not in best or sign * total > sign * best[edge.to]:
                best[edge.to] = total
                improved.add(edge.to)
    return improved


def _reached_from(graph: Graph, begin: set[Situation]) -> set[Situation]:
    waiting, found = deque(begin), set()
    while waiting:
        situation = waiting.popleft()
        if situation not in found:
            found.add(situation)
            waiting.extend(edge.to for edge in graph.edges.get(situation, ()))
    return found


def end_ranges(graph: Graph, scenario: Scenario) -> tuple[EndRange, ...]:
    """For each end that can be reached: the lowest and the highest total, by exhaustive search."""
    lowest, highest = furthest(graph, sign=-1), furthest(graph)
    reached = graph.nodes()
    return tuple(
        EndRange(node.key, _bound(lowest, node.key, pick=min), _bound(highest, node.key, pick=max))
        for node in scenario.nodes
        if node.is_end and node.key in reached
    )


def _bound(totals: Totals, node: str, *, pick: Callable[[Iterable[int]], int]) -> int | None:
    here = [situation for situation in totals.of if situation.node == node]
    if not totals.without_bound.isdisjoint(here):
        return None
    return pick(totals.of[situation] for situation in here)


def maximum(graph: Graph, scenario: Scenario) -> int:
    """The total of the best road to any end, for the outcome rule; at least 0."""
    highest = [each.highest for each in end_ranges(graph, scenario) if each.highest is not None]
    return max([0, *highest])
