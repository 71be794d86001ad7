"""How long a proeve holds, and what keeps a certificate alive (domain text e.3)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

MONTHS = 24
SESSIONS_A_YEAR = 6
CONSULTATIONS_A_YEAR = 4
OBSERVATIONS = 2
ENOUGH = Decimal("2.5")
OPENS_DAYS_BEFORE = 90
REMINDED_DAYS_BEFORE = (90, 30)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a holder did since the certificate was given: days of sessions and consultations, and observations."""

    sessions: Collection[date] = ()
    consultations: Collection[date] = ()
    observations: Collection[tuple[date, Decimal]] = ()
    is_calibrated: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that renewal asks: in which stretch, how much there is and how much is asked."""

    what: str
    have: int | Decimal | None
    asked: int | Decimal
    from_day: date
    until: date

    @property
    def is_there(self) -> bool:
        """Whether it is enough."""
        return self.have is not None and self.have >= self.asked


def valid_until(issued_on: date, months: int = MONTHS) -> date:
    """The last day on which something given on a day holds: the day before the same day so many months later."""
    years, month = divmod(issued_on.year * 12 + issued_on.month - 1 + months, 12)
    day = min(issued_on.day, monthrange(years, month + 1)[1])
    return date(years, month + 1, day) - timedelta(days=1)


def renewal(issued_on: date, kept: Kept, *, as_of: date) -> tuple[Line, ...]:
    """What renewal asks and what of it is there: each year six sessions and four consultations, and the rest in all."""
    years = [
        line
        for start, end in ((0, 12), (12, 24))
        for line in _year(_later(issued_on, start), _later(issued_on, end) - timedelta(days=1), kept)
    ]
    return (*years, *_in_all(issued_on, kept, as_of=as_of))


def may_renew(issued_on: date, kept: Kept, *, as_of: date) -> bool:
    """Whether a certificate can be renewed: in its last ninety days, when everything is there."""
    ends_on = valid_until(issued_on)
    is_open = ends_on - timedelta(days=OPENS_DAYS_BEFORE) <= as_of <= ends_on
    return is_open and all(line.is_there for line in renewal(issued_on, kept, as_of=as_of))


def reminder_due(ends_on: date, *, today: date) -> date | None:
    """The day of the latest reminder about an end that is due; one that was missed is not sent late, and none after it."""
    if today > ends_on:
        return None
    days = (ends_on - timedelta(days=before) for before in REMINDED_DAYS_BEFORE)
    return max((day for day in days if day <= today), default=None)


def _year(start: date, end: date, kept: Kept) -> Iterable[Line]:
    yield Line("sessions", _between(kept.sessions, start, end), SESSIONS_A_YEAR, start, end)
    yield Line("consultations", _between(kept.consultations, start, end), CONSULTATIONS_A_YEAR, start, end)


def _in_all(issued_on: date, kept: Kept, *, as_of: date) -> Iterable[Line]:
    end = valid_until(issued_on)
    means = [mean for day, mean in kept.observations if issued_on <= day <= end]
    mean = sum(means, Decimal(0)) / len(means) if means else None
    yield Line("observations", len(means), OBSERVATIONS, issued_on, end)
    yield Line("mean", mean, ENOUGH, issued_on, end)
    yield Line("calibration", int(kept.is_calibrated), 1, as_of, as_of)


def _later(day: date, months: int) -> date:
    return valid_until(day, months) + timedelta(days=1) if months else day


def _between(days: Iterable[date], start: date, end: date) -> int:
    return sum(1 for day in days if start <= day <= end)
