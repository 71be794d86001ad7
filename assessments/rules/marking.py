"""What two people who marked an answer without knowing of each other come to. No database, no clock.

Where they lie two levels apart they discuss it and choose again; who still lie apart then leave it to a third.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from assessments.rules.items import Criterion


MARKERS, WITH_A_THIRD = 2, 3
# Two levels apart is another answer, one level apart another eye.
MOST_APART = 1
LEASE = timedelta(minutes=30)
# Who does not come back to discuss does not keep a learner waiting for ever.
PATIENCE = timedelta(days=7)
# A proposal, as in the final test: from here on an open answer counts as right.
RIGHT_FROM = Fraction(3, 4)
PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an answer is worth; undecided as long as somebody has to look, again or for the first time."""

    points: Decimal | None = None
    is_right: bool = False
    needs_discussion: bool = False
    needs_a_third: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One criterion of an answer that was marked, with the level in words; two where the markers chose two."""

    criterion: str
    levels: tuple[str, ...]


def judge(
    criteria: Sequence[Criterion], marked: Sequence[Mapping[str, int]], *, was_discussed: bool = False
) -> Judgement:
    """Weigh what was marked last, in the order of the markers: the mean of two, or else the word of a third."""
    if len(marked) < MARKERS:
        return Judgement()
    if len(marked) < WITH_A_THIRD and far_apart(*marked):
        return Judgement(needs_discussion=not was_discussed, needs_a_third=was_discussed)
    return _decided(criteria, that_count(marked))


def that_count(marked: Sequence[Mapping[str, int]]) -> Sequence[Mapping[str, int]]:
    """Whose word an answer is worth: both, or of three the third alone."""
    return marked[WITH_A_THIRD - 1 : WITH_A_THIRD] or marked


def levels_found(criteria: Sequence[Criterion], marked: Sequence[Mapping[str, int]]) -> list[Found]:
    """What those who count saw of each criterion, the lowest level first."""
    counting = that_count(marked)
    return [
        Found(each.text, tuple(each.levels[n] for n in sorted({marks[each.key] for marks in counting})))
        for each in criteria
    ]


def far_apart(first: Mapping[str, int], second: Mapping[str, int]) -> tuple[str, ...]:
    """The criteria on which two markers differ by more than one level."""
    return tuple(key for key, level in first.items() if abs(level - second[key]) > MOST_APART)


def last_said(rounds: Iterable[tuple[int, str, int]]) -> dict[str, int]:
    """The level per criterion of the latest round: rounds, criteria and levels may come in any order."""
    return {criterion: level for _round, criterion, level in sorted(rounds)}


def is_over(lease_until: datetime, *, now: datetime) -> bool:
    """Whether somebody's turn has ended, so that another may begin."""
    return now >= lease_until


def _decided(criteria: Sequence[Criterion], marked: Sequence[Mapping[str, int]]) -> Judgement:
    total = sum((marks[criterion.key] for marks in marked for criterion in criteria), 0)
    most = sum(len(criterion.levels) - 1 for criterion in criteria)
    mean = Fraction(total, len(marked))
    points = (Decimal(mean.numerator) / Decimal(mean.denominator)).quantize(PLACES)
    return Judgement(points, is_right=mean >= RIGHT_FROM * most)
