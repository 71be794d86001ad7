"""When a meeting is, how long it took and how long somebody was there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from trainings.choices import Part, Presence, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

A_DAY = timedelta(hours=24)
HOURS_IN_A_DAY = Decimal(24)
_MINUTES_IN_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of time of something that has a key."""

    begins_at: datetime
    ends_at: datetime
    key: int = 0

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return int((self.ends_at - self.begins_at).total_seconds()) // _MINUTES_IN_AN_HOUR

    @property
    def hours(self) -> Decimal:
        """How long it lasts, in hours with two decimals."""
        return two_decimals(Decimal(self.minutes) / _MINUTES_IN_AN_HOUR)


def two_decimals(hours: Decimal) -> Decimal:
    """Hours as they are kept and told everywhere."""
    return hours.quantize(Decimal("0.01"))


def times_problem(stretch: Stretch) -> Problem | None:
    """Why a meeting cannot be at these times."""
    if stretch.ends_at <= stretch.begins_at:
        return Problem.ENDS_BEFORE_BEGIN
    return Problem.LONGER_THAN_A_DAY if stretch.ends_at - stretch.begins_at > A_DAY else None


def hours_problem(hours: Decimal, *, planned: Stretch) -> Problem | None:
    """Why these hours cannot be what a meeting took; breaks make it shorter than planned, nothing makes it longer."""
    if hours <= 0:
        return Problem.NEGATIVE_HOURS
    if hours > HOURS_IN_A_DAY:
        return Problem.LONGER_THAN_A_DAY
    return Problem.LONGER_THAN_PLANNED if hours > planned.hours else None


def presence_problem(presence: Presence, minutes: int | None, *, planned: Stretch) -> Problem | None:
    """Why somebody cannot have been there for so long."""
    if presence != Presence.PARTLY:
        return None
    fits = minutes is not None and 0 < minutes < planned.minutes
    return None if fits else Problem.PART_WITHOUT_MINUTES


def hours_there(presence: Presence, minutes: int | None, *, hours: Decimal) -> Decimal:
    """The hours that count for somebody: all, a part that is never more than all, or none."""
    if presence == Presence.ABSENT:
        return Decimal(0)
    if presence == Presence.THERE or minutes is None:
        return hours
    return min(hours, two_decimals(Decimal(minutes) / _MINUTES_IN_AN_HOUR))


def overlapping(new: Stretch, others: Iterable[Stretch]) -> list[Stretch]:
    """Which of a person's other meetings are at the same time; one may begin when another ends."""
    return [
        other
        for other in others
        if other.key != new.key and other.begins_at < new.ends_at and new.begins_at < other.ends_at
    ]


def takes_the_person(part: Part | None) -> bool:
    """Whether somebody has to be there: who can be reached is free for something else."""
    return part != Part.ON_CALL
