"""What becomes of coverage when a coach leaves after some months. It changes nothing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from progression.rules.forecast import covered_in, months_to_go

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from progression.rules.forecast import Candidate


def ready_by(candidates: Iterable[Candidate], *, months: Fraction) -> int:
    """How many of them are independent within so many months."""
    needed = (months_to_go(each) for each in candidates)
    return sum(1 for each in needed if each is not None and each <= months)


def covered_for_good(
    everyone: Sequence[Candidate], staying: Sequence[Candidate], *, need: int, leaves_in: Fraction
) -> Fraction | None:
    """From when there are enough coaches and that stays so: who leaves counts only when others are ready in time."""
    without = covered_in(staying, need=need)
    if without is not None and without <= leaves_in:
        return covered_in(everyone, need=need)
    return without


def at_first(candidate: Candidate, *, per_month: Fraction, months: Fraction) -> Candidate:
    """Somebody who goes at another pace for the first so many months, as one pace that takes as long."""
    left = candidate.sessions_to_go - per_month * months
    if left <= 0:
        return replace(candidate, per_month=per_month)
    if candidate.per_month <= 0:
        return candidate
    return replace(candidate, per_month=candidate.sessions_to_go / (months + left / candidate.per_month))
