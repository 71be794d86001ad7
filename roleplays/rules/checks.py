"""The publish gate: what is wrong with the graph of a scenario, each problem at its scene or choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import comb

from casestudies.choices import WksRole
from roleplays.choices import Outcome, Problem, Severity
from roleplays.rules.graph import (
    EndRange,
    Graph,
    end_ranges,
    explore,
    furthest,
    leads_to_an_end,
    maximum,
)
from roleplays.rules.outcome import GOOD_SHARE
from roleplays.rules.scenario import Choice, Node, Scenario, reference

FEWEST, MOST = 2, 4  # choices in a scene
FEWEST_DILEMMAS = 2
BY_CHANCE = 0.05  # a pattern that would come by chance less often than this is a pattern
WARNINGS = frozenset(
    {
        Problem.RECOGNISED_BY_LENGTH,
        Problem.RECOGNISED_BY_PLACE,
        Problem.NO_DILEMMA,
        Problem.NO_EFFECT,
    }
)


@dataclass(frozen=True, slots=True)
class Found:
    """Something that is wrong, and where."""

    problem: str
    node: str = ""
    choice: str = ""

    @property
    def severity(self) -> str:
        """Whether it stops publication."""
        return Severity.WARNING if self.problem in WARNINGS else Severity.ERROR

    @property
    def stops_publication(self) -> bool:
        """Whether it has to be mended first."""
        return self.severity == Severity.ERROR


@dataclass(frozen=True, slots=True)
class Report:
    """What the checks found, and the totals with which each end can be reached."""

    found: tuple[Found, ...]
    ranges: tuple[EndRange, ...] = ()
    maximum: int = 0

    @property
    def may_be_published(self) -> bool:
        """Whether nothing stops publication."""
        return not any(each.stops_publication for each in self.found)


def check(scenario: Scenario) -> Report:
    """Everything that can be said about a scenario without playing it."""
    if not scenario.nodes:
        return Report((Found(Problem.NO_NODES),))
    found = [
        *_keys(scenario),
        *(each for node in scenario.nodes for each in _scene(scenario, node)),
        *_patterns(scenario),
        *_cards(scenario),
    ]
    graph = explore(scenario)
    if not graph.is_complete:
        return Report((*found, Found(Problem.TOO_MANY_STATES)))
    ranges = end_ranges(graph, scenario)
    found += [*_roads(scenario, graph), *_ends(scenario, graph, ranges)]
    return Report(tuple(found), ranges, maximum(graph, scenario))


def _keys(scenario: Scenario) -> Iterator[Found]:
    counted = Counter(node.key for node in scenario.nodes)
    yield from (Found(Problem.DUPLICATE_KEY, key) for key, number in counted.items() if number > 1)


def _scene(scenario: Scenario, node: Node) -> Iterator[Found]:
    if not node.text.strip():
        yield Found(Problem.NO_TEXT, node.key)
    if node.is_end:
        if node.choices:
            yield Found(Problem.END_WITH_CHOICES, node.key)
        return
    if len(node.choices) < FEWEST:
        yield Found(Problem.FEW_CHOICES, node.key)
    if len(node.choices) > MOST:
        yield Found(Problem.MANY_CHOICES, node.key)
    names = {reference(each, choice) for each in scenario.nodes for choice in each.choices}
    for choice in node.choices:
        yield from _choice(scenario, node, choice, names)


def _choice(scenario: Scenario, node: Node, choice: Choice, names: set[str]) -> Iterator[Found]:
    asked = {*choice.condition.chosen, *choice.condition.not_chosen}
    wrong = {
        Problem.NO_TARGET: choice.to not in scenario.by_key,
        Problem.NO_FEEDBACK: not choice.feedback.strip(),
        Problem.NO_EFFECT: not choice.effects,
        Problem.NO_TEXT: not choice.text.strip(),
        Problem.CONDITION_WITHOUT_CHOICE: not asked <= names,
    }
    yield from (Found(problem, node.key, choice.key) for problem, is_so in wrong.items() if is_so)


def _roads(scenario: Scenario, graph: Graph) -> Iterator[Found]:
    reached = graph.nodes()
    for node in scenario.nodes:
        if node.key not in reached:
            yield Found(Problem.END_NEVER_REACHED if node.is_end else Problem.UNREACHABLE, node.key)
    open_roads = leads_to_an_end(graph, scenario)
    stuck = {s.node for s, edges in graph.edges.items() if not edges and not scenario.by_key[s.node].is_end}
    closed = {situation.node for situation in graph.edges.keys() - open_roads} - stuck
    yield from (Found(Problem.DEAD_END, key) for key in _in_order(scenario, stuck))
    yield from (Found(Problem.NO_EXIT, key) for key in _in_order(scenario, closed))


def _ends(scenario: Scenario, graph: Graph, ranges: tuple[EndRange, ...]) -> Iterator[Found]:
    for each in ranges:
        if each.highest is None:
            yield Found(Problem.SCORE_LOOP, each.node)
    good = [node.key for node in scenario.nodes if node.end == Outcome.GOOD]
    if not good:
        yield Found(Problem.NO_GOOD_END)
        return
    needed = GOOD_SHARE * maximum(graph, scenario)
    totals = furthest(graph, with_knock_outs=False).of
    best = {key: max((t for s, t in totals.items() if s.node == key), default=None) for key in good}
    yield from (
        Found(Problem.UNWINNABLE, key)
        for key, total in best.items()
        if key in graph.nodes() and (total is None or total < needed)
    )


def _patterns(scenario: Scenario) -> Iterator[Found]:
    """What a player could learn instead of the model: the long one, the last one."""
    scenes = [node for node in scenario.nodes if len(node.choices) >= FEWEST and not node.is_end]
    if _recognised(scenes, lambda node: max(node.choices, key=lambda choice: len(choice.text))):
        yield Found(Problem.RECOGNISED_BY_LENGTH)
    for place in range(MOST):
        there = [node for node in scenes if len(node.choices) > place]
        if _recognised(there, lambda node, place=place: node.choices[place]):  # type: ignore[misc]
            yield Found(Problem.RECOGNISED_BY_PLACE)
            break
    if sum(1 for node in scenes if sum(c.is_defensible for c in node.choices) >= FEWEST) < FEWEST_DILEMMAS:
        yield Found(Problem.NO_DILEMMA)


def _recognised(scenes: list[Node], guess: Callable[[Node], Choice]) -> bool:
    """Whether a rule of thumb finds the strongest choice more often than chance would."""
    chances = [_share_of_strongest(node) for node in scenes]
    hits = sum(1 for node in scenes if guess(node).strength == max(c.strength for c in node.choices))
    if not chances:
        return False
    return at_least_by_chance(hits, len(scenes), sum(chances) / len(chances)) < BY_CHANCE


def _share_of_strongest(node: Node) -> float:
    strongest = max(choice.strength for choice in node.choices)
    return sum(1 for choice in node.choices if choice.strength == strongest) / len(node.choices)


def at_least_by_chance(hits: int, tries: int, chance: float) -> float:
    """The probability of at least so many hits in so many tries (binomial distribution, upper tail)."""
    return sum(comb(tries, k) * chance**k * (1 - chance) ** (tries - k) for k in range(hits, tries + 1))


def _cards(scenario: Scenario) -> Iterator[Found]:
    complete = {
        card.role for card in scenario.role_cards if all((card.name, card.public, card.goal, card.hidden))
    }
    yield from (Found(Problem.ROLE_CARD, choice=role) for role in WksRole.values if role not in complete)


def _in_order(scenario: Scenario, keys: Iterable[str]) -> list[str]:
    return [node.key for node in scenario.nodes if node.key in set(keys)]
