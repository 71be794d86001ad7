"""Words from A to Z as a Dutch reader expects them: capitals, accents, hyphens and spaces change nothing."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Thing = TypeVar("Thing")


def folded(word: str) -> str:
    """The letters and digits by which a word takes its place in a list."""
    bare = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in bare if sign.isalnum())


def by_letter(things: Iterable[Thing], word: Callable[[Thing], str]) -> list[tuple[str, list[Thing]]]:
    """Things in the order of their words, under their first letters; each letter once."""
    ordered = sorted(things, key=lambda thing: (folded(word(thing)), word(thing)))
    letters = groupby(ordered, key=lambda thing: folded(word(thing))[:1].upper())
    return [(letter, list(group)) for letter, group in letters]
