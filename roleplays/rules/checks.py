"""The publish gate: what is wrong with the graph of a scenario, each problem at its scene or choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from math import comb

from casestudies.choices import WksRole
from roleplays.choices import Problem
from roleplays.rules.found import Found, Report
from roleplays.rules.graph import MOST_SITUATIONS
from roleplays.rules.roads import walk
from roleplays.rules.scenario import Choice, Node, Scenario, reference

FEWEST, MOST = 2, 4  # choices in a scene
FEWEST_DILEMMAS = 2
BY_CHANCE = 0.05  # a pattern that would come by chance less often than this is a pattern


def check(scenario: Scenario, *, most: int = MOST_SITUATIONS) -> Report:
    """Everything that can be said about a scenario without playing it."""
    if not scenario.nodes:
        return Report((Found(Problem.NO_NODES),))
    names = {reference(node, choice) for node in scenario.nodes for choice in node.choices}
    roads = walk(scenario, most=most)
    found = (
        *_keys(scenario),
        *(each for node in scenario.nodes for each in _scene(scenario, node, names)),
        *_patterns(scenario),
        *_cards(scenario),
        *roads.found,
    )
    return replace(roads, found=found)


def _keys(scenario: Scenario) -> Iterator[Found]:
    counted = Counter(node.key for node in scenario.nodes)
    yield from (Found(Problem.DUPLICATE_KEY, key) for key, number in counted.items() if number > 1)


def _scene(scenario: Scenario, node: Node, names: set[str]) -> Iterator[Found]:
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
