"""Writing a scenario as the JSON that a player of Ink runs (version 21 of that format)."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any

from roleplays.choices import Principle
from roleplays.rules.exchange.remarks import Remark, Taken, Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from roleplays.rules.scenario import Choice, Condition, Node, Scenario

VERSION = 21
CHOICE_ONLY, CONDITIONAL = 4, 1  # flags of a choice
COUNT_VISITS, COUNT_AT_THE_START = 1, 5  # flags of a container


def write_ink(scenario: Scenario) -> Taken:
    """The scenario for Ink: scenes, choices, effects and conditions; outcome and speaker as tags."""
    knots = {_knot(node.key): _container(node) for node in scenario.by_key.values()}
    root = [
        [{"->": _knot(scenario.start.key)}, ["done", {"#n": "g-0"}], None],
        "done",
        {**knots, "global decl": list(_variables())},
    ]
    content = {"inkVersion": VERSION, "root": root, "listDefs": {}}
    lost = [Remark(Told.CARDS_LOST)] if scenario.role_cards or scenario.look_fors else []
    if scenario.frame:
        lost.append(Remark(Told.FRAME_LOST))
    return Taken(json.dumps(content, ensure_ascii=False, indent=1).encode(), tuple(lost))


def _knot(key: str) -> str:
    """A name that no player takes for a place in a list."""
    return f"scene_{key}"


def _variables() -> Iterator[Any]:
    yield "ev"
    for principle in Principle.values:
        yield from (0, {"VAR=": str(principle)})
    yield from ("/ev", "end", None)


def _container(node: Node) -> list[Any]:
    tags = [f"outcome: {node.end}"] if node.is_end else [f"speaker: {node.speaker_name or node.speaker}"]
    parts: list[Any] = [*_tags(tags), *_lines(node.text)]
    if node.is_end:
        return [*parts, "end", {"#f": COUNT_VISITS}]
    parts += chain.from_iterable(_offer(node, choice) for choice in node.choices)
    taken = {_choice_name(choice): _taken(choice) for choice in node.choices}
    return [*parts, "done", {**taken, "#f": COUNT_VISITS}]


def _tags(tags: Iterable[str]) -> Iterator[str]:
    for tag in tags:
        yield from ("#", f"^{tag}", "/#")


def _lines(text: str) -> Iterator[str]:
    for line in filter(None, (each.strip() for each in text.split("\n"))):
        yield from (f"^{line}", "\n")


def _choice_name(choice: Choice) -> str:
    return f"choice_{choice.key}"


def _offer(node: Node, choice: Choice) -> Iterator[Any]:
    asked = list(_asked(choice.condition))
    yield from ("ev", "str", f"^{' '.join(choice.text.split())}", "/str")
    yield from asked
    yield "/ev"
    path = f"{_knot(node.key)}.{_choice_name(choice)}"
    yield {"*": path, "flg": CHOICE_ONLY | (CONDITIONAL if asked else 0)}


def _asked(condition: Condition) -> Iterator[Any]:
    """A condition as Ink computes it: values first, then what is done with them."""
    terms = [
        *([_times(name), 0, ">"] for name in condition.chosen),
        *([_times(name), 0, "=="] for name in condition.not_chosen),
        *([{"VAR?": str(principle)}, least, ">="] for principle, least in condition.at_least),
        *([{"VAR?": str(principle)}, most, "<="] for principle, most in condition.at_most),
    ]
    for number, term in enumerate(terms):
        yield from term
        if number:
            yield "&&"


def _times(reference: str) -> dict[str, str]:
    node, _, choice = reference.partition(":")
    return {"CNT?": f"{_knot(node)}.choice_{choice}"}


def _taken(choice: Choice) -> list[Any]:
    effects = chain.from_iterable(
        (
            "ev",
            {"VAR?": str(principle)},
            amount,
            "+",
            "/ev",
            {"VAR=": str(principle), "re": True},
        )
        for principle, amount in choice.effects
    )
    tags = _tags(["knock-out"] if choice.is_knock_out else [])
    words = (*_lines(choice.consequence), *_lines(choice.feedback))
    return ["\n", *effects, *tags, *words, {"->": _knot(choice.to)}, {"#f": COUNT_AT_THE_START}]
