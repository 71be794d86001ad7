"""When a reminder is due. No database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

# Days before (negative) or after (positive) the end date; domain/05 f.3.
DEADLINE_STEPS: tuple[tuple[str, int], ...] = (
    ("deadline_near", -14),
    ("deadline_near", -7),
    ("deadline_passed", 0),
)


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that should be sent, of a kind, for a day."""

    kind: str
    due_on: date


def deadline_reminders(deadline: date, *, today: date) -> tuple[Due, ...]:
    """Give the latest reminder about an end date that is due today; a missed earlier one is not sent late."""
    reached = [Due(kind, deadline + timedelta(days=days)) for kind, days in DEADLINE_STEPS]
    reached = [due for due in reached if due.due_on <= today]
    return tuple(reached[-1:])
