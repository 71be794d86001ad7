"""How much of the work a municipality does itself (domain text f.5). It says nothing about a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from progression.choices import DeliveryMode

M = DeliveryMode
CREDIT: dict[str, Decimal] = {
    M.EXTERNAL_ONLY: Decimal(0),
    M.OBSERVE: Decimal(0),
    M.CO_LED: Decimal("0.25"),
    M.LEAD_SUPERVISED: Decimal("0.5"),
    M.LEAD_BACKUP: Decimal(1),
    M.INDEPENDENT: Decimal(1),
}
WITHOUT_TRAINER = frozenset({M.LEAD_BACKUP, M.INDEPENDENT})
ALONE: dict[str, Decimal] = {mode: Decimal(mode in WITHOUT_TRAINER) for mode in CREDIT}
WINDOW_DAYS = 90
SHORTEST_WINDOW, LONGEST_WINDOW = 30, 180
# Below this volume a share says nothing.
FEWEST_HOURS, FEWEST_SESSIONS = 20, 6


@dataclass(frozen=True, slots=True)
class Session:
    """A confirmed meeting, as far as the division of work is concerned."""

    core_task: str
    mode: str
    hours: Decimal
    on: date
    coach: int | None = None


@dataclass(frozen=True, slots=True)
class Degree:
    """The handover degree in a window, with the volume it rests on. Shares are exact; None when nothing was done."""

    hours: Decimal
    sessions: int
    strict: Fraction | None
    weighted: Fraction | None
    balanced: Fraction | None
    per_task: Mapping[str, Fraction]
    without_hours: tuple[str, ...]

    @property
    def says_enough(self) -> bool:
        """Whether there was enough volume to show a share at all."""
        return self.hours >= FEWEST_HOURS and self.sessions >= FEWEST_SESSIONS


def in_window(sessions: Iterable[Session], *, as_of: date, days: int = WINDOW_DAYS) -> tuple[Session, ...]:
    """The meetings of the last so many days, with today."""
    days = min(max(days, SHORTEST_WINDOW), LONGEST_WINDOW)
    first = as_of - timedelta(days=days - 1)
    return tuple(each for each in sessions if first <= each.on <= as_of)


def degree(sessions: Iterable[Session], *, weights: Mapping[str, Decimal]) -> Degree:
    """The strict, weighted and balanced degree of some meetings; weights are the shares of the yearly plan."""
    sessions = tuple(sessions)
    by_task: dict[str, list[Session]] = defaultdict(list)
    for each in sessions:
        by_task[each.core_task].append(each)
    per_task = {
        task: share for task, done in sorted(by_task.items()) if (share := _credited(done)) is not None
    }
    return Degree(
        hours=sum((each.hours for each in sessions), Decimal(0)),
        sessions=len(sessions),
        strict=_share(sessions, ALONE),
        weighted=_credited(sessions),
        balanced=weighted_mean({task: (per_task[task], weights.get(task, Decimal(0))) for task in per_task}),
        per_task=per_task,
        without_hours=tuple(sorted(set(weights) - set(per_task))),
    )


def weighted_mean(values: Mapping[str, tuple[Fraction, Decimal]]) -> Fraction | None:
    """The mean of values by their weights, or None when nothing has any weight."""
    total = sum((Fraction(weight) for _, weight in values.values()), Fraction(0))
    if not total:
        return None
    return sum((value * Fraction(weight) for value, weight in values.values()), Fraction(0)) / total


def _credited(sessions: Iterable[Session]) -> Fraction | None:
    return _share(sessions, CREDIT)


def _share(sessions: Iterable[Session], worth: Mapping[str, Decimal]) -> Fraction | None:
    """The share of the hours; hours and credits have few decimals, so that their sums are exact."""
    sessions = tuple(sessions)
    hours = sum((each.hours for each in sessions), Decimal(0))
    if not hours:
        return None
    return Fraction(sum((each.hours * worth[each.mode] for each in sessions), Decimal(0))) / Fraction(hours)
