"""What an answer says, whatever it is made of: what does not fit the question counts as not answered. Pure.

An answer comes from a browser and is kept for years beside another version of the question, so nothing in it is
taken for granted.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assessments.rules.items import Item

LONGEST_NUMBER = 40
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
_COMMA = re.compile(r"[+-]?[0-9]+(,[0-9]+)?")
_POINT = re.compile(r"[+-]?[0-9]+\.[0-9]+")
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "−": "-"})


def option_keys(item: Item) -> set[str]:
    """What there is to choose from."""
    return {option.key for option in item.options}


def one_of(item: Item, answer: Any, name: str) -> str | None:
    """The option that was chosen under a name, if it is on offer."""
    chosen = _named(answer, name)
    return chosen if isinstance(chosen, str) and chosen in option_keys(item) else None


def some_of(item: Item, answer: Any) -> frozenset[str]:
    """The options that were ticked; nothing when one of them is not on offer."""
    chosen = _texts(_named(answer, "choices"))
    return frozenset(chosen) if option_keys(item).issuperset(chosen) else frozenset()


def put_with(item: Item, answer: Any) -> dict[str, str]:
    """For each option the target that it was put with, as far as both are there."""
    given = _named(answer, "targets")
    targets = {target.key for target in item.targets}
    pairs = given.items() if isinstance(given, dict) else ()
    return {
        option: target
        for option, target in pairs
        if option in option_keys(item) and isinstance(target, str) and target in targets
    }


def in_order(item: Item, answer: Any) -> tuple[str, ...]:
    """The options in the order that was given; nothing when one is not on offer or stands there twice."""
    given = _texts(_named(answer, "order"))
    is_whole = len(set(given)) == len(given) and option_keys(item).issuperset(given)
    return given if is_whole else ()


def text_of(answer: Any) -> str:
    """What was written."""
    text = _named(answer, "text")
    return text.strip() if isinstance(text, str) else ""


def alike(text: str) -> str:
    """The same for texts that differ in capitals, spaces, kind of quotation mark or a full stop at the end."""
    straight = unicodedata.normalize("NFC", text).translate(_STRAIGHT)
    return " ".join(straight.casefold().split()).rstrip(".").rstrip()


def number_of(text: str, unit: str = "") -> Decimal | None:
    """The number in a text, written the Dutch way or with a point; its unit and a euro sign may stand beside it."""
    bare = alike(text).removeprefix("€")
    if unit:
        bare = bare.removesuffix(alike(unit))
    bare = "".join(bare.split())
    if len(bare) > LONGEST_NUMBER:
        return None
    if _THOUSANDS.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if _COMMA.fullmatch(bare):
        return Decimal(bare.replace(",", "."))
    return Decimal(bare) if _POINT.fullmatch(bare) else None


def _named(answer: Any, name: str) -> Any:
    return answer.get(name) if isinstance(answer, dict) else None


def _texts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        return ()
    return tuple(values)
