"""Whether a municipality could do the work itself, whoever happened to do it (domain text f.5, 4 to 6)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from progression.choices import CoreTask
from progression.rules.degree import weighted_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from progression.rules.degree import Session

FEWEST_COACHES = 2
TOO_MUCH_WITH_ONE = Fraction(40, 100)
LARGEST_GAP = Decimal("0.3")
ONLY_WHERE_WANTED = frozenset({CoreTask.KT8})


@dataclass(frozen=True, slots=True)
class Supply:
    """For one core task: its share of the plan, how many coaches there are at S4, and how many are needed."""

    core_task: str
    weight: Decimal
    have: int
    need: int


def need_for(*, planned_hours: Decimal, hours_per_coach: Decimal) -> int:
    """How many coaches a core task needs: never fewer than two."""
    if hours_per_coach <= 0:
        return FEWEST_COACHES
    exact = (planned_hours / hours_per_coach).to_integral_value(rounding=ROUND_CEILING)
    return max(FEWEST_COACHES, int(exact))


def readiness(supplies: Iterable[Supply]) -> Fraction | None:
    """The share of the plan for which there are coaches at S4; more than needed in one task helps no other."""
    return weighted_mean(
        {each.core_task: (min(Fraction(1), Fraction(each.have, each.need)), each.weight) for each in supplies}
    )


def bus_factor(supplies: Iterable[Supply], *, trains_own_coaches: bool) -> int | None:
    """How many coaches the weakest core task has; training coaches counts only where that is wanted."""
    have = [each.have for each in supplies if trains_own_coaches or each.core_task not in ONLY_WHERE_WANTED]
    return min(have, default=None)


def top_share(sessions: Iterable[Session]) -> Fraction | None:
    """The share of the meetings with a coach that was led by whoever leads most; None without any."""
    led = Counter(each.coach for each in sessions if each.coach is not None)
    return Fraction(max(led.values()), led.total()) if led else None


def quality_gap(*, internal: Sequence[Decimal], external: Sequence[Decimal]) -> Decimal | None:
    """How much better (or, below zero, worse) internal sessions are rated than external ones; None without both."""
    if not internal or not external:
        return None
    return sum(internal, Decimal(0)) / len(internal) - sum(external, Decimal(0)) / len(external)


def quality_drops(gap: Decimal | None) -> bool:
    """Whether quality fell so much that this is no success."""
    return gap is not None and gap < -LARGEST_GAP
