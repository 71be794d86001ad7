"""With which totals somebody can be in a situation: by exhaustive search, also where roads lead back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from roleplays.rules.graph import Graph
from roleplays.rules.scenario import Scenario

Moves = Sequence[Sequence[tuple[int, int]]]  # per situation: where a choice leads, and what it adds


@dataclass(frozen=True, slots=True)
class EndRange:
    """Between which totals somebody can arrive at an end; None when going round makes it ever lower or higher."""

    node: str
    lowest: int | None
    highest: int | None


@dataclass(frozen=True)
class Totals:
    """The highest (or lowest) total per situation; None where nobody gets, and apart where there is no bound."""

    of: Sequence[int | None]
    without_bound: frozenset[int] = frozenset()
    rounds: tuple[frozenset[int], ...] = ()  # the situations of each part in which going round improves


def furthest(graph: Graph, *, sign: int = 1, with_knock_outs: bool = True) -> Totals:
    """The highest total per situation, or with sign -1 the lowest.

    The situations that lead to each other are settled together, those that come first in front, so each road is
    walked once. Where going round improves, everything after it has no bound.
    """
    moves = [
        [(edge.to, sign * edge.strength) for edge in edges if with_knock_outs or not edge.is_knock_out]
        for edges in graph.edges
    ]
    best: list[int | None] = [None] * len(moves)
    best[0] = 0
    endless: set[int] = set()
    rounds: list[frozenset[int]] = []
    for part in graph.parts:
        reached = [place for place in part if best[place] is not None]
        is_endless = not endless.isdisjoint(part)
        if not is_endless and _goes_round(part, reached, moves, best):
            rounds.append(frozenset(part))
            is_endless = True
        if is_endless:
            endless.update(part)
            endless.update(to for place in part for to, _ in moves[place])
        _go_on(part, moves, best)
    totals = [None if total is None else sign * total for total in best]
    return Totals(totals, frozenset(endless), tuple(rounds))


def _go_on(part: list[int], moves: Moves, best: list[int | None]) -> None:
    """Carry the totals of a part to what comes after it."""
    for place in part:
        total = best[place]
        if total is None:
            continue
        for to, worth in moves[place]:
            known = best[to]
            if known is None or total + worth > known:
                best[to] = total + worth


def _goes_round(part: list[int], reached: list[int], moves: Moves, best: list[int | None]) -> bool:
    """Settle the totals within a part, or say that going round improves them for ever (Bellman-Ford).

    What the latest improvement came from says it soon: a loop there is a loop that improves.
    """
    inside, came_from = set(part), dict[int, int]()
    changed = set(reached)
    look_at = 1
    for turn in range(1, len(part) + 1):
        changed = _improve(changed, inside, moves, best, came_from)
        if not changed:
            return False
        if turn == look_at:
            look_at *= 2
            if _has_loop(came_from):
                return True
    return True


def _improve(
    changed: set[int], inside: set[int], moves: Moves, best: list[int | None], came_from: dict[int, int]
) -> set[int]:
    improved: set[int] = set()
    for place in changed:
        total = best[place]
        if total is None:
            continue
        for to, worth in moves[place]:
            known = best[to]
            if to in inside and (known is None or total + worth > known):
                best[to] = total + worth
                came_from[to] = place
                improved.add(to)
    return improved


def _has_loop(came_from: dict[int, int]) -> bool:
    done: set[int] = set()
    for start in came_from:
        walked: set[int] = set()
        place: int | None = start
        while place is not None and place not in done:
            if place in walked:
                return True
            walked.add(place)
            place = came_from.get(place)
        done |= walked
    return False


def end_ranges(graph: Graph, scenario: Scenario, *, lowest: Totals, highest: Totals) -> tuple[EndRange, ...]:
    """For each end that can be reached: the lowest and the highest total."""
    places = places_of(graph)
    return tuple(
        EndRange(node.key, _bound(lowest, places[node.key], min), _bound(highest, places[node.key], max))
        for node in scenario.by_key.values()
        if node.is_end and node.key in places
    )


def places_of(graph: Graph) -> dict[str, list[int]]:
    """Per scene the situations in it."""
    places: dict[str, list[int]] = {}
    for place, situation in enumerate(graph.situations):
        places.setdefault(situation.node, []).append(place)
    return places


def _bound(totals: Totals, places: list[int], pick: Callable[[Iterable[int]], int]) -> int | None:
    if not totals.without_bound.isdisjoint(places):
        return None
    return pick(total for place in places if (total := totals.of[place]) is not None)


def maximum(ranges: Iterable[EndRange]) -> int:
    """The total of the best road to any end, for the outcome rule; at least 0."""
    return max([0, *(each.highest for each in ranges if each.highest is not None)])
