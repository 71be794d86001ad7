"""Months, pauses, working days: how time is counted in the takeover."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MONTHS = 12
SATURDAY, SUNDAY = 5, 6
# Days after Easter Sunday on which offices are closed: Easter Monday, Ascension Day, Whit Monday.
AFTER_EASTER = (1, 39, 50)
FIXED_HOLIDAYS = ((1, 1), (12, 25), (12, 26))
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which clocks stand still: from the first day until (not with) the second, or still going on."""

    begins_on: date
    ends_on: date | None = None

    def days_between(self, start: date, end: date) -> int:
        """How many of its days lie from one day until another."""
        last = end if self.ends_on is None else min(self.ends_on, end)
        return max(0, (last - max(self.begins_on, start)).days)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month when it has no such day."""
    years, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def is_paused(pauses: Iterable[Pause], *, on: date) -> bool:
    """Whether clocks stand still on a day."""
    return any(each.begins_on <= on and (each.ends_on is None or on < each.ends_on) for each in pauses)


def paused_days(pauses: Iterable[Pause], *, start: date, end: date) -> int:
    """For how many days clocks stood still from one day until another; pauses do not overlap."""
    return sum(each.days_between(start, end) for each in pauses)


def window_start(as_of: date, *, months: int, pauses: Iterable[Pause] = ()) -> date:
    """The first day of which a fact still counts: so many months ago, and further when clocks stood still."""
    start = add_months(as_of, -months) + DAY
    pauses = tuple(pauses)
    while True:
        earlier = (
            add_months(as_of, -months) + DAY - timedelta(days=paused_days(pauses, start=start, end=as_of))
        )
        if earlier == start:
            return start
        start = earlier


@dataclass(frozen=True, slots=True)
class NewDate:
    """A target date that was agreed instead of the usual one, and when."""

    on: date
    set_on: date


def target_date(
    since: date, *, weeks: int, pauses: Iterable[Pause], as_of: date, agreed: NewDate | None = None
) -> date:
    """By when somebody would be in the next stage, put off by the days on which clocks stood still.

    What was agreed goes before what is usual, and a pause puts that off from the day on which it was agreed.
    """
    usual = since + timedelta(weeks=weeks)
    wanted, start = (usual, since) if agreed is None else (agreed.on, agreed.set_on)
    return wanted + timedelta(days=paused_days(pauses, start=start, end=as_of))


def is_working_day(day: date) -> bool:
    """Whether Dutch offices are open."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def working_days_later(day: date, number: int) -> date:
    """The day that lies so many working days later."""
    while number > 0:
        day += DAY
        number -= is_working_day(day)
    return day


@cache
def holidays(year: int) -> frozenset[date]:
    """The days in a year on which Dutch offices are closed."""
    kings_day = date(year, 4, 27)
    if kings_day.weekday() == SUNDAY:
        kings_day -= DAY
    easter = _easter(year)
    moving = {easter + timedelta(days=days) for days in AFTER_EASTER}
    return frozenset({kings_day, *moving, *(date(year, *fixed) for fixed in FIXED_HOLIDAYS)})


def _easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computation."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
