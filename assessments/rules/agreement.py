"""How far two raters agree.

Weighted kappa is as J. Cohen defined it (Psychological Bulletin 70, 1968, 213-220):

    kappa = 1 - sum(w[i][j] * observed[i][j]) / sum(w[i][j] * expected[i][j])

with w = |i - j| (linear) or (i - j)**2 (quadratic), observed the share of pairs with levels i and j, and expected the
product of the shares with which each rater gives i and j. It is 1 for full agreement and 0 for what chance gives.
When both give one and the same level throughout, chance alone agrees fully, and kappa is not defined: None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from assessments.rules.observing import rounded

FEWEST_PAIRS = 5  # below this, one criterion more or less turns kappa around
Pair = tuple[int, int]
Weighting = Callable[[int, int], int]


def linear(one: int, other: int) -> int:
    """How heavily a difference weighs: two steps twice as much as one."""
    return abs(one - other)


def quadratic(one: int, other: int) -> int:
    """How heavily a difference weighs: two steps four times as much as one."""
    return (one - other) ** 2


def weighted_kappa(pairs: Sequence[Pair], *, weighting: Weighting = quadratic) -> Decimal | None:
    """Agreement beyond chance, on two decimals; None when that is not defined."""
    by_chance = _expected(pairs, weighting)
    if not by_chance:
        return None
    observed = Fraction(sum(weighting(one, other) for one, other in pairs), len(pairs))
    return rounded(1 - observed / by_chance)


def share_within(pairs: Sequence[Pair], *, levels: int) -> Decimal | None:
    """The percentage of pairs that differ by no more than so many levels; None without pairs."""
    if not pairs:
        return None
    close = sum(1 for one, other in pairs if abs(one - other) <= levels)
    return rounded(Fraction(100 * close, len(pairs)))


def _expected(pairs: Sequence[Pair], weighting: Weighting) -> Fraction:
    """The mean weight of a difference if both gave their own levels in a random order."""
    if not pairs:
        return Fraction()
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    total = sum(
        times * as_often * weighting(one, other)
        for one, times in ones.items()
        for other, as_often in others.items()
    )
    return Fraction(total, len(pairs) ** 2)
