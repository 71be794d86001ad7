"""What two people who marked an answer without knowing of each other come to. No database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from assessments.rules.items import Criterion


MARKERS, WITH_A_THIRD = 2, 3
# Two levels apart is another answer, one level apart another eye.
MOST_APART = 1
LEASE = timedelta(minutes=30)
# A proposal, as in the final test: from here on an open answer counts as right.
RIGHT_FROM = Fraction(3, 4)
PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an answer is worth; undecided as long as somebody else has to look."""

    points: Decimal | None = None
    is_right: bool = False
    needs_a_third: bool = False


def judge(criteria: Sequence[Criterion], marked: Sequence[Mapping[str, int]]) -> Judgement:
    """Weigh what was marked, in the order in which it came: the mean of two, or else the word of a third."""
    if len(marked) < MARKERS:
        return Judgement()
    if len(marked) >= WITH_A_THIRD:
        return _decided(criteria, marked[WITH_A_THIRD - 1 : WITH_A_THIRD])
    if far_apart(*marked):
        return Judgement(needs_a_third=True)
    return _decided(criteria, marked)


def far_apart(first: Mapping[str, int], second: Mapping[str, int]) -> tuple[str, ...]:
    """The criteria on which two markers differ by more than one level."""
    return tuple(key for key, level in first.items() if abs(level - second[key]) > MOST_APART)


def is_over(lease_until: datetime, *, now: datetime) -> bool:
    """Whether somebody's turn has ended, so that another may begin."""
    return now >= lease_until


def _decided(criteria: Sequence[Criterion], marked: Sequence[Mapping[str, int]]) -> Judgement:
    total = sum((marks[criterion.key] for marks in marked for criterion in criteria), 0)
    most = sum(len(criterion.levels) - 1 for criterion in criteria)
    mean = Fraction(total, len(marked))
    points = (Decimal(mean.numerator) / Decimal(mean.denominator)).quantize(PLACES)
    return Judgement(points, is_right=mean >= RIGHT_FROM * most)
