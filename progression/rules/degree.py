"""How much of the work a municipality does itself (domain text f.5). It says nothing about a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
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
BY_TRAINER = frozenset({M.EXTERNAL_ONLY, M.OBSERVE})
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
class Shares:
    """Which part of the hours was done without a trainer, and weighted by who led. Exact; None when nothing was done."""

    hours: Decimal
    sessions: int
    strict: Fraction | None
    weighted: Fraction | None

    @property
    def says_enough(self) -> bool:
        """Whether there was enough volume to show a share at all."""
        return self.hours >= FEWEST_HOURS and self.sessions >= FEWEST_SESSIONS


@dataclass(frozen=True, slots=True)
class Degree(Shares):
    """The handover degree in a window, also per core task, with the volume it rests on."""

    balanced: Fraction | None
    per_task: Mapping[str, Fraction]
    without_hours: tuple[str, ...]


def in_window(sessions: Iterable[Session], *, as_of: date, days: int = WINDOW_DAYS) -> tuple[Session, ...]:
    """The meetings of the last so many days, with today."""
    days = min(max(days, SHORTEST_WINDOW), LONGEST_WINDOW)
    first = as_of - timedelta(days=days - 1)
    return tuple(each for each in sessions if first <= each.on <= as_of)


def shares_of(sessions: Collection[Session]) -> Shares:
    """The strict and the weighted degree of some meetings."""
    # Hours and credits have few decimals, so that these sums are exact.
    hours = sum((each.hours for each in sessions), Decimal(0))
    alone = sum((each.hours for each in sessions if each.mode in WITHOUT_TRAINER), Decimal(0))
    credited = sum((each.hours * CREDIT[each.mode] for each in sessions), Decimal(0))
    return Shares(hours, len(sessions), _part(alone, hours), _part(credited, hours))


def by_who_led(done: Iterable[tuple[str, Decimal]]) -> tuple[Decimal, Decimal, Decimal]:
    """Of hours with the way in which each was done: what an own coach led alone, with a trainer there, and a trainer."""
    alone = together = outside = Decimal(0)
    for mode, hours in done:
        if mode in WITHOUT_TRAINER:
            alone += hours
        elif mode in BY_TRAINER:
            outside += hours
        else:
            together += hours
    return alone, together, outside


def degree(sessions: Collection[Session], *, weights: Mapping[str, Decimal]) -> Degree:
    """The strict, weighted and balanced degree of some meetings; weights are the shares of the yearly plan."""
    by_task: dict[str, list[Session]] = defaultdict(list)
    for each in sessions:
        by_task[each.core_task].append(each)
    per_task = {
        task: share
        for task, done in sorted(by_task.items())
        if (share := shares_of(done).weighted) is not None
    }
    found = shares_of(sessions)
    return Degree(
        hours=found.hours,
        sessions=found.sessions,
        strict=found.strict,
        weighted=found.weighted,
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


def _part(some: Decimal, of_all: Decimal) -> Fraction | None:
    return Fraction(some) / Fraction(of_all) if of_all else None
