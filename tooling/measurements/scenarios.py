"""How long the publish gate takes for scenarios of two hundred scenes: the awkward ones, and many at random."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from casestudies.choices import WksRole
from roleplays.choices import Outcome, Principle
from roleplays.rules.checks import check
from roleplays.rules.scenario import ALWAYS, Choice, Condition, Node, Scenario

SCENES = 200
AT_RANDOM = 60
FURTHEST_ON, FURTHEST_BACK = 5, 40
BOUND = 4  # of a level, either way


def measure() -> dict[str, object]:
    """Seconds per kind of scenario, and of the slowest of those at random."""
    at_random = [_seconds(_at_random(number)) for number in range(AT_RANDOM)]
    return {
        "scenes": SCENES,
        "seconds": {name: _seconds(make()) for name, make in AWKWARD.items()},
        "at random": {"scenarios": AT_RANDOM, "slowest": max(at_random)},
    }


def _seconds(scenario: Scenario) -> float:
    started = time.process_time()
    check(scenario)
    return round(time.process_time() - started, 2)


def straight(scenes: int = SCENES) -> Scenario:
    """A long road without conditions."""
    return _scenario([[_say("a", n + 1, 2), _say("b", n + 1, -1)] for n in range(scenes)])


def _roads_back() -> Scenario:
    """Every scene leads back to the beginning too, at a loss."""
    return _scenario(
        [[_say("a", n + 1, 1), _say("b", max(n - 1, 0), -2), _say("c", 0, -9)] for n in range(SCENES)]
    )


def _asks_at_the_end() -> Scenario:
    """Eight early choices that are asked about in the last scene, so that every combination is a road."""
    asked = Condition(chosen=tuple(f"n{n}:a" for n in range(8)))
    rows = [[_say("a", n + 1, 2), _say("b", n + 1, -1)] for n in range(SCENES)]
    rows[-1].append(_say("c", SCENES, 1, asked))
    return _scenario(rows)


def _asks_for_levels() -> Scenario:
    """A road back in each scene, and a choice that looks at the profile so far."""
    rows = []
    for n in range(SCENES):
        enough = Condition(at_least=((Principle.AUTONOMY, 2),), at_most=((Principle.AUTONOMY, 8),))
        rows.append([_say("a", n + 1, 1), _say("b", max(n - 3, 0), -1, enough), _say("c", n + 1, -1)])
    return _scenario(rows)


def _within_bounds() -> Scenario:
    """Two principles that go up and down between bounds, with roads back: all situations lead to each other."""
    rows = []
    for n in range(SCENES):
        rows.append(
            [
                _moves("a", n + 1, Principle.AUTONOMY, 1),
                _moves("b", max(n - 1, 0), Principle.AUTONOMY, -1),
                _moves("c", n + 1, Principle.FRAME, 1),
                _moves("d", max(n - 7, 0), Principle.FRAME, -1),
            ]
        )
        if n % 10 == 0:
            rows[-1][0] = _say("a", n + 1, 0)
    return _scenario(rows)


def _moves(key: str, to: int, principle: str, amount: int) -> Choice:
    """A choice that is on offer as long as a principle stays within bounds."""
    limit = ((principle, BOUND * amount - amount),)
    room = Condition(at_most=limit) if amount > 0 else Condition(at_least=limit)
    return replace(_say(key, to, 0, room), effects=((principle, amount),))


def _asks_both_ways() -> Scenario:
    """References and roads back everywhere."""
    rows = []
    for n in range(SCENES):
        before = Condition(not_chosen=(f"n{(n * 7) % SCENES}:b",))
        rows.append([_say("a", n + 1, 1), _say("b", max(n - 20, 0), -1, before), _say("c", n + 1, -2)])
    return _scenario(rows)


def _ever_better() -> Scenario:
    """A loop through all scenes that gains a little."""
    return _scenario(
        [[_say("a", n + 1, 1), _say("b", 0 if n == SCENES - 1 else n + 1, -1)] for n in range(SCENES)]
    )


AWKWARD: dict[str, Callable[[], Scenario]] = {
    "straight": straight,
    "roads back": _roads_back,
    "asks at the end": _asks_at_the_end,
    "asks for levels": _asks_for_levels,
    "within bounds": _within_bounds,
    "asks both ways": _asks_both_ways,
    "ever better": _ever_better,
}


def _at_random(seed: int) -> Scenario:
    source = random.Random(seed)  # noqa: S311 - the same scenarios each time
    share = source.choice((0.0, 0.02, 0.1, 0.4))
    return _scenario([list(_choices_at_random(n, source, share)) for n in range(SCENES)])


def _choices_at_random(n: int, source: random.Random, share: float) -> Iterator[Choice]:
    for key in "abcd"[: source.randint(2, 4)]:
        to = (
            n + source.randint(1, FURTHEST_ON)
            if source.random() < 0.75
            else n - source.randint(0, FURTHEST_BACK)
        )
        condition = _condition_at_random(n, source) if source.random() < share else ALWAYS
        yield _say(key, min(max(to, 0), SCENES), source.randint(-3, 3), condition)


def _condition_at_random(n: int, source: random.Random) -> Condition:
    if source.random() < 0.5:
        return Condition(chosen=(f"n{source.randint(0, n)}:a",))
    return Condition(at_least=((source.choice(Principle.values[:2]), source.randint(-2, 2)),))


def _say(key: str, to: int, strength: int, condition: Condition = ALWAYS) -> Choice:
    effects = tuple((principle, 1 if strength > 0 else -1) for principle in Principle.values[: abs(strength)])
    return Choice(key, f"Dit zeg je bij {key}.", f"n{to}", effects, "Dit hoor je terug.", condition=condition)


def _scenario(rows: list[list[Choice]]) -> Scenario:
    nodes = [Node(f"n{n}", "Er wordt iets gezegd.", choices=tuple(row)) for n, row in enumerate(rows)]
    last = Node(f"n{len(rows)}", "Het is half tien.", end=Outcome.GOOD)
    return Scenario("MEET", "Om te meten", WksRole.CASE_STEWARD, (*nodes, last))
