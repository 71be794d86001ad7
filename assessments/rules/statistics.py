"""How a question does: how hard it is, whether it tells people apart, and which wrong answers are used.

Formulas: the difficulty is the mean share of the points (the p-value of classical test theory). The discrimination is
the corrected item-total correlation: Pearson's correlation between the share on this question and the share on all other
questions of the same attempt (Ebel & Frisbie, Essentials of Educational Measurement, 5th ed., chapter 13).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from assessments.rules.items import Item

FEWEST = 30  # people; below this a figure says more about chance than about the question
TOO_HARD, TOO_EASY = 0.3, 0.95
WEAK = 0.15  # a discrimination below this tells hardly anybody apart
UNUSED = 0.05  # a wrong option that fewer people choose makes no difference


@dataclass(frozen=True, slots=True)
class Given:
    """What one person answered: their share of the points here (0 to 1), and on all other questions of the attempt."""

    answer: Mapping[str, Any]
    share: float
    rest: float | None


@dataclass(frozen=True, slots=True)
class OptionUse:
    """How many people chose an option, and as what: chosen, or best or worst in a situation."""

    key: str
    text: str
    is_right: bool
    chosen: int
    as_worst: int = 0


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of one version of a question; None where there are too few people or nothing to compare."""

    people: int
    difficulty: float | None = None
    discrimination: float | None = None
    options: tuple[OptionUse, ...] = ()

    @property
    def is_enough(self) -> bool:
        """Whether there are enough people for figures."""
        return self.people >= FEWEST


def statistics_of(item: Item, given: Sequence[Given]) -> Statistics:
    """The figures of a version, from one answer of each person; only their number when there are too few."""
    if len(given) < FEWEST:
        return Statistics(len(given))
    return Statistics(
        people=len(given),
        difficulty=sum(each.share for each in given) / len(given),
        discrimination=_correlation([(each.share, each.rest) for each in given if each.rest is not None]),
        options=tuple(_options(item, given)),
    )


def _correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's correlation, or None when one of the two never differs."""
    if len(pairs) < FEWEST:
        return None
    mean_x = sum(x for x, _ in pairs) / len(pairs)
    mean_y = sum(y for _, y in pairs) / len(pairs)
    spread_x = sum((x - mean_x) ** 2 for x, _ in pairs)
    spread_y = sum((y - mean_y) ** 2 for _, y in pairs)
    if spread_x < 1e-12 or spread_y < 1e-12:
        return None
    together = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    return max(-1.0, min(1.0, together / sqrt(spread_x * spread_y)))


def _options(item: Item, given: Sequence[Given]) -> Iterator[OptionUse]:
    chosen, worst = Counter[str](), Counter[str]()
    for each in given:
        chosen.update(set(_chosen(each.answer)))
        worst.update(_texts([each.answer.get("worst")]))
    if not chosen and not worst:
        return
    for option in item.options:
        is_right = option.is_right or option.is_best
        yield OptionUse(option.key, option.text, is_right, chosen[option.key], worst[option.key])


def _chosen(answer: Mapping[str, Any]) -> Iterator[str]:
    yield from _texts([answer.get("choice"), answer.get("best")])
    several = answer.get("choices")
    yield from _texts(several if isinstance(several, list) else [])


def _texts(values: Iterable[Any]) -> Iterator[str]:
    return (value for value in values if isinstance(value, str))


def remarks_on(statistics: Statistics) -> tuple[str, ...]:
    """What an author should look at, as codes of Remark in assessments.choices."""
    if not statistics.is_enough:
        return ()
    difficulty, discrimination = statistics.difficulty or 0.0, statistics.discrimination
    found = {
        "too_hard": difficulty < TOO_HARD,
        "too_easy": difficulty > TOO_EASY,
        "wrong_way_round": discrimination is not None and discrimination < 0,
        "tells_little": discrimination is not None and 0 <= discrimination < WEAK,
        "unused_option": any(
            not use.is_right and use.chosen + use.as_worst < UNUSED * statistics.people
            for use in statistics.options
        ),
    }
    return tuple(remark for remark, is_so in found.items() if is_so)
