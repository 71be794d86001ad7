"""The recall ladder: what was learnt comes back after 3, 10, 30 and 90 days. No database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

STEPS = (3, 10, 30, 90)  # days


@dataclass(frozen=True, slots=True)
class Rung:
    """Where a card stands: on which step, and when it comes back; never again once it is learnt."""

    step: int
    due_on: date | None

    @property
    def is_learnt(self) -> bool:
        """Whether it was known on every step."""
        return self.due_on is None


def first_rung(*, today: date) -> Rung:
    """Where a new card begins."""
    return Rung(0, today + timedelta(days=STEPS[0]))


def next_rung(step: int, *, is_right: bool, today: date) -> Rung:
    """One step further when it was known, back to the first when not."""
    if not is_right:
        return first_rung(today=today)
    following = step + 1
    if following >= len(STEPS):
        return Rung(len(STEPS), None)
    return Rung(following, today + timedelta(days=STEPS[following]))
