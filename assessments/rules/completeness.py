"""Whether an answer answers its question, and moving a step of an order. No database, no clock."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from assessments.choices import QuestionKind
from assessments.rules.given import number_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.rules.items import Item

    Answer = dict[str, Any]


class Completeness(StrEnum):
    """How far an answer is."""

    NONE = "none"
    PART = "part"
    WHOLE = "whole"


def completeness(item: Item, answer: Answer) -> Completeness:
    """Whether a question is answered: not, in part, or as a whole."""
    given, needed = _COUNTS.get(item.kind, _one)(item, answer)
    if not given:
        return Completeness.NONE
    return Completeness.WHOLE if given >= needed else Completeness.PART


def moved(order: list[str], move: str) -> list[str]:
    """The order with one step moved a place: "b:up" or "b:down"; anything else leaves it as it is."""
    key, _, direction = move.partition(":")
    if key not in order or direction not in _DIRECTIONS:
        return order
    others = [other for other in order if other != key]
    place = order.index(key) + _DIRECTIONS[direction]
    place = max(0, min(len(others), place))
    return [*others[:place], key, *others[place:]]


_DIRECTIONS = {"up": -1, "down": 1}


def _one(item: Item, answer: Answer) -> tuple[int, int]:
    return len(answer), 1


def _every_option(item: Item, answer: Answer) -> tuple[int, int]:
    return len(answer.get("targets", {})), len(item.options)


def _two_different(item: Item, answer: Answer) -> tuple[int, int]:
    """The same action cannot be best and worst: then one of them is still to be chosen."""
    return len({answer[name] for name in ("best", "worst") if name in answer}), 2


def _a_number(item: Item, answer: Answer) -> tuple[int, int]:
    """Words where a number is asked are no answer yet."""
    return len(answer), 1 if number_of(text_of(answer), item.unit) is not None else 2


_COUNTS: dict[str, Callable[[Item, Answer], tuple[int, int]]] = {
    QuestionKind.MATCH: _every_option,
    QuestionKind.CLASSIFY: _every_option,
    QuestionKind.SJT: _two_different,
    QuestionKind.NUMERIC: _a_number,
}
