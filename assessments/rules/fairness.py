"""Whether somebody who knows nothing could guess: does the right answer look different from the others? Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessments.choices import QuestionKind
from assessments.rules.items import Item, Option

ALL_BANKS = ""
# So seldom would chance alone do it. There are many banks, and one of them may be unlucky.
SELDOM_IN_A_BANK = 0.001
SELDOM_OVER_ALL = 0.01


class Trait(StrEnum):
    """What could give the right answer away."""

    LONGEST = "longest"
    SHORTEST = "shortest"
    FIRST = "first"
    TRUE = "true"


@dataclass(frozen=True, slots=True)
class Tally:
    """How often the right answer has a trait in a bank, and how seldom chance alone would do that or worse."""

    bank: str
    trait: Trait
    times: int
    questions: int
    expected: float
    chance: float

    @property
    def is_fair(self) -> bool:
        """Whether it may well be chance."""
        return self.chance >= (SELDOM_OVER_ALL if self.bank == ALL_BANKS else SELDOM_IN_A_BANK)


def tallies(questions: Iterable[tuple[str, Item]]) -> list[Tally]:
    """A tally for each trait of each bank and of all banks together, from questions with the name of their bank."""
    seen: dict[tuple[str, Trait], list[tuple[bool, float]]] = defaultdict(list)
    for bank, item in questions:
        for trait, has_it, share in _traits(item):
            for where in (bank, ALL_BANKS):
                seen[where, trait].append((has_it, share))
    return [_tally(bank, trait, found) for (bank, trait), found in sorted(seen.items())]


def _tally(bank: str, trait: Trait, found: Sequence[tuple[bool, float]]) -> Tally:
    times, shares = sum(has_it for has_it, _ in found), [share for _, share in found]
    return Tally(bank, trait, times, len(found), sum(shares), at_least(times, shares))


def at_least(times: int, shares: Sequence[float]) -> float:
    """How probable it is that at least so many of some independent events happen, each with its own probability."""
    exactly = [1.0]
    for share in shares:
        happens = [0.0, *(share * before for before in exactly)]
        does_not = [*((1 - share) * before for before in exactly), 0.0]
        exactly = [one + other for one, other in zip(happens, does_not, strict=True)]
    return min(1.0, sum(exactly[times:]))


def _traits(item: Item) -> Iterator[tuple[Trait, bool, float]]:
    """Each trait that matters for a question, whether the right answer has it, and how often chance would have it."""
    if item.kind == QuestionKind.TRUE_FALSE:
        yield Trait.TRUE, any(option.is_right for option in item.options if option.key == "true"), 0.5
    right = _RIGHT.get(item.kind, _nothing)(item)
    if right is None:
        return
    lengths = sorted(len(option.text) for option in item.options)
    share = 1 / len(item.options)
    yield Trait.LONGEST, lengths[-2] < len(right.text), share
    yield Trait.SHORTEST, len(right.text) < lengths[1], share
    yield Trait.FIRST, item.options[0] == right, share


def _nothing(item: Item) -> Option | None:
    return None


def _the_right_one(item: Item) -> Option | None:
    return next((option for option in item.options if option.is_right), None)


def _the_best(item: Item) -> Option | None:
    return next((option for option in item.options if option.is_best), None)


_RIGHT: dict[str, Callable[[Item], Option | None]] = {
    QuestionKind.ONE_CHOICE: _the_right_one,
    QuestionKind.SJT: _the_best,
}
