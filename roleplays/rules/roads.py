"""What walking through a scenario finds: where nobody gets, where somebody gets stuck, what nobody can win."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import replace

from roleplays.choices import Outcome, Problem
from roleplays.rules.found import Found, Report
from roleplays.rules.graph import MOST_SITUATIONS, Graph, explore, leads_to_an_end
from roleplays.rules.outcome import GOOD_SHARE
from roleplays.rules.scenario import ALWAYS, Choice, Scenario
from roleplays.rules.totals import EndRange, Totals, end_ranges, furthest, maximum, places_of


def walk(scenario: Scenario, *, most: int = MOST_SITUATIONS) -> Report:
    """Everything that walking finds; with too many combinations of conditions what holds whatever they do."""
    graph = explore(scenario, most=most)
    return _walked(scenario, graph) if graph.is_complete else _whatever_conditions_do(scenario)


def _walked(scenario: Scenario, graph: Graph) -> Report:
    highest = furthest(graph)
    ranges = _ranges(scenario, graph, highest)
    open_roads = leads_to_an_end(graph, scenario)
    stuck = {
        situation.node
        for situation, edges in zip(graph.situations, graph.edges, strict=True)
        if not edges and not scenario.by_key[situation.node].is_end
    }
    closed = {s.node for place, s in enumerate(graph.situations) if place not in open_roads} - stuck
    found = (
        *_nobody_gets_there(scenario, graph),
        *_at(scenario, Problem.DEAD_END, stuck),
        *_at(scenario, Problem.NO_EXIT, closed),
        *_rounds(scenario, graph, highest, ranges),
        *_ends(scenario, graph, ranges, Problem.UNWINNABLE),
    )
    return Report(found, ranges, maximum(ranges))


def _whatever_conditions_do(scenario: Scenario) -> Report:
    """Sound whatever conditions do, when choices without them suffice. Totals are the widest there can be."""
    widest = explore(_with(scenario, lambda _choice: True))
    certain = _with(scenario, lambda choice: choice.condition == ALWAYS)
    highest = furthest(widest)
    ranges = _ranges(scenario, widest, highest)
    found = (
        Found(Problem.TOO_MANY_STATES),
        *_nobody_gets_there(scenario, widest),
        *_at(scenario, Problem.NEEDS_FREE_ROAD, widest.nodes() - _sure_of_an_end(certain)),
        *_rounds(scenario, widest, highest, ranges),
        *_ends(scenario, explore(certain), ranges, Problem.WINNABLE_BY_CONDITION),
    )
    return Report(found, ranges, maximum(ranges))


def _with(scenario: Scenario, keep: Callable[[Choice], bool]) -> Scenario:
    """The scenario with a part of its choices, which are then always on offer."""
    nodes = tuple(
        replace(node, choices=tuple(replace(c, condition=ALWAYS) for c in node.choices if keep(c)))
        for node in scenario.nodes
    )
    return replace(scenario, nodes=nodes)


def _sure_of_an_end(certain: Scenario) -> set[str]:
    """The scenes from which choices that are always on offer lead to an end."""
    sure = {node.key for node in certain.by_key.values() if node.is_end}
    is_growing = True
    while is_growing:
        before = len(sure)
        sure |= {node.key for node in certain.by_key.values() if any(c.to in sure for c in node.choices)}
        is_growing = len(sure) > before
    return sure


def _ranges(scenario: Scenario, graph: Graph, highest: Totals) -> tuple[EndRange, ...]:
    return end_ranges(graph, scenario, lowest=furthest(graph, sign=-1), highest=highest)


def _nobody_gets_there(scenario: Scenario, graph: Graph) -> Iterator[Found]:
    reached = graph.nodes()
    for node in scenario.nodes:
        if node.key not in reached:
            yield Found(Problem.END_NEVER_REACHED if node.is_end else Problem.UNREACHABLE, node.key)


def _rounds(
    scenario: Scenario, graph: Graph, highest: Totals, ranges: tuple[EndRange, ...]
) -> Iterator[Found]:
    """Where going round raises the total of an end without bound: at the first scene of each round."""
    if all(each.highest is not None for each in ranges):
        return
    for part in highest.rounds:
        there = {graph.situations[place].node for place in part}
        yield Found(Problem.SCORE_LOOP, next(node.key for node in scenario.nodes if node.key in there))


def _ends(scenario: Scenario, graph: Graph, ranges: tuple[EndRange, ...], lost: Problem) -> Iterator[Found]:
    """Good ends that nobody reaches with enough in this graph."""
    good = [node.key for node in scenario.nodes if node.end == Outcome.GOOD]
    if not good:
        yield Found(Problem.NO_GOOD_END)
        return
    needed, places = GOOD_SHARE * maximum(ranges), places_of(graph)
    totals = furthest(graph, with_knock_outs=False).of
    for each in ranges:
        reached = [total for place in places.get(each.node, ()) if (total := totals[place]) is not None]
        if each.node in good and each.highest is not None and max(reached, default=-1) < needed:
            yield Found(lost, each.node)


def _at(scenario: Scenario, problem: Problem, keys: Container[str]) -> Iterator[Found]:
    yield from (Found(problem, node.key) for node in scenario.nodes if node.key in keys)
