"""Small scenarios for tests, in as few words as they need."""

from __future__ import annotations

from hypothesis import strategies as st

from casestudies.choices import WksRole
from roleplays.choices import Outcome, Principle
from roleplays.rules.scenario import ALWAYS, Choice, Condition, Node, RoleCard, Scenario

CARDS = tuple(
    RoleCard(role, f"Naam van {role}", "Iedereen weet dit", f"Dit wil {role}", f"Alleen {role} weet dit")
    for role in WksRole.values
)


def say(key: str, to: str, strength: int = 1, *, condition: Condition = ALWAYS, ko: bool = False) -> Choice:
    """A choice that holds (or breaks) so many principles."""
    sign = 1 if strength > 0 else -1
    effects = tuple((principle, sign) for principle in Principle.values[: abs(strength)])
    return Choice(key, "Dit zeg je.", to, effects, "Dit hoor je terug.", is_knock_out=ko, condition=condition)


def scene(key: str, *choices: Choice) -> Node:
    """A scene with choices."""
    return Node(key, "Samira kijkt je aan.", "resident", choices=choices)


def end(key: str, outcome: str = Outcome.GOOD) -> Node:
    """An end."""
    return Node(key, "Het is half tien.", end=outcome)


def scenario(*nodes: Node) -> Scenario:
    """A scenario with complete role cards."""
    return Scenario("RPX", "Proef", WksRole.CASE_STEWARD, nodes, role_cards=CARDS)


EFFECTS = st.dictionaries(st.sampled_from(Principle.values), st.sampled_from([1, -1]), max_size=4).map(
    lambda found: tuple(sorted(found.items()))
)


@st.composite
def scenarios(draw: st.DrawFn, *, most: int = 7) -> Scenario:
    """Any graph: loops, dead ends, scenes that nobody reaches, conditions on choices and on the profile."""
    keys = [f"n{number}" for number in range(draw(st.integers(1, most)))]
    names = [f"{key}:{letter}" for key in keys for letter in "abc"]
    nodes = [draw(_nodes(key, keys, names)) for key in keys]
    return scenario(*nodes, *(end(f"e_{outcome}", outcome) for outcome in Outcome.values))


@st.composite
def _nodes(draw: st.DrawFn, key: str, keys: list[str], names: list[str]) -> Node:
    targets = st.sampled_from([*keys, *(f"e_{outcome}" for outcome in Outcome.values), "nergens"])
    choices = [
        Choice(
            letter,
            draw(st.sampled_from(["kort", "een langere zin", "een nog veel langere zin dan die ander"])),
            draw(targets),
            draw(EFFECTS),
            "terug",
            is_knock_out=draw(st.booleans()),
            condition=draw(_conditions(names)),
        )
        for letter in "abc"[: draw(st.integers(0, 3))]
    ]
    return scene(key, *choices)


def _conditions(names: list[str]) -> st.SearchStrategy[Condition]:
    few = st.lists(st.sampled_from(names), max_size=1).map(tuple)
    level = st.lists(st.tuples(st.sampled_from(Principle.values[:2]), st.integers(-1, 1)), max_size=1).map(
        tuple
    )
    asked = st.builds(Condition, chosen=few, not_chosen=few, at_least=level, at_most=level)
    return st.one_of(st.just(ALWAYS), st.just(ALWAYS), asked)
