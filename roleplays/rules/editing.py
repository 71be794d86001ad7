"""Changing one scene of a scenario: what leads to it follows its name, and a choice can make the next scene."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

from roleplays.choices import Outcome
from roleplays.rules.scenario import Choice, Condition, Node

NEW_SCENE, NEW_END = "+scene", "+end"  # no name of a scene has a plus
FIRST = "+first"
_STEMS = {NEW_SCENE: "n", NEW_END: "e"}


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The scenes after a change, and the ones that a choice made."""

    nodes: tuple[Node, ...]
    made: tuple[str, ...] = ()


def free_name(nodes: Sequence[Node], stem: str) -> str:
    """The first name with a number that no scene has."""
    taken = {node.key for node in nodes}
    return next(name for number in count(1) if (name := f"{stem}{number}") not in taken)


def with_new(nodes: Sequence[Node], kind: str) -> Rewritten:
    """The scenes and an empty one; the first end stands last, other scenes stand before the ends."""
    name = free_name(nodes, _STEMS[kind])
    made = Node(name, "", end=Outcome.MIXED) if kind == NEW_END else Node(name, "")
    place = (
        len(nodes) if made.is_end else next((n for n, node in enumerate(nodes) if node.is_end), len(nodes))
    )
    return Rewritten((*nodes[:place], made, *nodes[place:]), (name,))


def rewritten(nodes: Sequence[Node], key: str, node: Node) -> Rewritten:
    """The scenes with another text for one of them; choices that lead to something new make it."""
    place = _place(nodes, key)
    changed = (*nodes[:place], node, *nodes[place + 1 :])
    if node.key != key:
        changed = tuple(_renamed(each, key, node.key) for each in changed)
    made: tuple[str, ...] = ()
    for choice in changed[place].choices:
        if choice.to in _STEMS:
            result = with_new(changed, choice.to)
            made = (*made, *result.made)
            changed = tuple(_leading(each, node.key, choice, result.made[0]) for each in result.nodes)
    return Rewritten(changed, made)


def placed(nodes: Sequence[Node], key: str, after: str) -> tuple[Node, ...]:
    """The scenes with one of them at the beginning or after another; nothing asked leaves it where it is."""
    names = [node.key for node in nodes]
    if after != FIRST and (after == key or after not in names):
        return tuple(nodes)
    place = _place(nodes, key)
    rest = (*nodes[:place], *nodes[place + 1 :])
    at = 0 if after == FIRST else _place(rest, after) + 1
    return (*rest[:at], nodes[place], *rest[at:])


def moved(choices: Sequence[Choice], letter: str, place: int) -> tuple[Choice, ...]:
    """The choices with one of them at another place, counted from one."""
    taken = next(choice for choice in choices if choice.key == letter)
    rest = [choice for choice in choices if choice is not taken]
    return (*rest[: place - 1], taken, *rest[place - 1 :])


def without(nodes: Sequence[Node], key: str) -> tuple[Node, ...]:
    """The other scenes; choices that led to it lead nowhere now."""
    left = tuple(node for node in nodes if node.key != key)
    return tuple(replace(node, choices=tuple(_cut(c, key) for c in node.choices)) for node in left)


def _place(nodes: Sequence[Node], key: str) -> int:
    return next(n for n, node in enumerate(nodes) if node.key == key)


def _cut(choice: Choice, key: str) -> Choice:
    return replace(choice, to="") if choice.to == key else choice


def _leading(node: Node, key: str, choice: Choice, to: str) -> Node:
    if node.key != key:
        return node
    return replace(node, choices=tuple(replace(c, to=to) if c == choice else c for c in node.choices))


def _renamed(node: Node, old: str, new: str) -> Node:
    choices = (
        replace(
            choice, to=new if choice.to == old else choice.to, condition=_asked(choice.condition, old, new)
        )
        for choice in node.choices
    )
    return replace(node, choices=tuple(choices))


def _asked(condition: Condition, old: str, new: str) -> Condition:
    def follow(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(
            f"{new}:{name.partition(':')[2]}" if name.startswith(f"{old}:") else name for name in names
        )

    return replace(condition, chosen=follow(condition.chosen), not_chosen=follow(condition.not_chosen))
