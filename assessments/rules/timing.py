"""Until when somebody may work on a test. The server's clock decides; "now" is handed in."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

# An answer that was given in time may be on its way for a moment.
ON_ITS_WAY = timedelta(seconds=10)


def deadline(started_at: datetime, *, minutes: int | None, extra_percent: int = 0) -> datetime | None:
    """When the time is up, with the extra time of this person; None where there is no limit."""
    if minutes is None:
        return None
    return started_at + timedelta(seconds=ceil(minutes * 60 * (100 + extra_percent) / 100))


def is_late(at: datetime | None, *, now: datetime) -> bool:
    """Whether work that arrives now comes too late."""
    return at is not None and now > at + ON_ITS_WAY


def seconds_left(at: datetime | None, *, now: datetime) -> int | None:
    """Whole seconds to go, the one that has begun included; None where there is no limit."""
    if at is None:
        return None
    return max(0, ceil((at - now).total_seconds()))


def minutes_left(at: datetime | None, *, now: datetime) -> int | None:
    """Whole minutes to go, the one that has begun included; None where there is no limit."""
    seconds = seconds_left(at, now=now)
    return None if seconds is None else ceil(seconds / 60)
