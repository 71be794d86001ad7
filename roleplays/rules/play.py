"""Playing a scenario: what was chosen so far says everything, so stepping back and replaying are the same thing."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from roleplays.rules.scenario import Choice, Condition, Node, Scenario, reference

Moves = Sequence[str]  # the keys of the choices, in the order in which they were made


class NotOnOffer(ValueError):  # noqa: N818 - it says what happened
    """A move that nobody can make there."""


@dataclass(frozen=True, slots=True)
class Step:
    """One scene that was played and what was chosen in it."""

    node: Node
    choice: Choice


@dataclass(frozen=True, slots=True)
class State:
    """Where a player is: the scene, and the road to it."""

    node: Node
    steps: tuple[Step, ...] = ()

    @property
    def references(self) -> frozenset[str]:
        """Every choice that was made."""
        return frozenset(reference(step.node, step.choice) for step in self.steps)

    @property
    def profile(self) -> Counter[str]:
        """Per principle: held less broken."""
        total: Counter[str] = Counter()
        for step in self.steps:
            total.update(dict(step.choice.effects))
        return total

    @property
    def total(self) -> int:
        """All principles together."""
        return sum(step.choice.strength for step in self.steps)

    @property
    def knock_outs(self) -> tuple[Step, ...]:
        """The moments at which safety or rights were left."""
        return tuple(step for step in self.steps if step.choice.is_knock_out)


def holds(condition: Condition, *, references: frozenset[str], profile: Mapping[str, int]) -> bool:
    """Whether a condition is met by what was chosen and by the profile so far."""
    return (
        references.issuperset(condition.chosen)
        and references.isdisjoint(condition.not_chosen)
        and all(profile.get(principle, 0) >= least for principle, least in condition.at_least)
        and all(profile.get(principle, 0) <= most for principle, most in condition.at_most)
    )


def on_offer(state: State) -> tuple[Choice, ...]:
    """The choices that a player has now; at an end there are none."""
    if state.node.is_end:
        return ()
    references, profile = state.references, state.profile
    return tuple(
        choice
        for choice in state.node.choices
        if holds(choice.condition, references=references, profile=profile)
    )


def begin(scenario: Scenario) -> State:
    """The beginning."""
    return State(scenario.start)


def choose(scenario: Scenario, state: State, key: str) -> State:
    """Where a choice leads. Raises NotOnOffer for a choice that is not there now."""
    choice = next((choice for choice in on_offer(state) if choice.key == key), None)
    if choice is None or choice.to not in scenario.by_key:
        raise NotOnOffer(key)
    return State(scenario.by_key[choice.to], (*state.steps, Step(state.node, choice)))


def replay(scenario: Scenario, moves: Moves) -> State:
    """Where a road leads, from the beginning."""
    state = begin(scenario)
    for key in moves:
        state = choose(scenario, state, key)
    return state


def step_back(scenario: Scenario, moves: Moves) -> State:
    """Where a player was one choice ago; at the beginning that is the beginning."""
    return replay(scenario, moves[:-1])


def shuffled(choices: Iterable[Choice], *, seed: str) -> tuple[Choice, ...]:
    """The choices in an order that is the same each time for the same run and scene."""
    ordered = sorted(choices, key=lambda choice: choice.key)
    random.Random(seed).shuffle(ordered)  # noqa: S311 - an order on a screen is no secret
    return tuple(ordered)
