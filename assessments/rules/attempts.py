"""Whether somebody may begin again, and which attempt counts. No database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from assessments.choices import Grading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Try:
    """As much of an attempt that was handed in as is needed to compare it."""

    number: int
    handed_in_at: datetime
    percent: Decimal
    is_passed: bool | None = None
    waits: bool = False  # a person still has to mark an answer


class Refusal(StrEnum):
    """Why a new attempt cannot begin."""

    NONE_LEFT = "none_left"
    TOO_SOON = "too_soon"


@dataclass(frozen=True, slots=True)
class Beginning:
    """Whether a new attempt can begin, how many are left (None: as many as you like), and from when."""

    refusal: Refusal | None = None
    left: int | None = None
    from_when: datetime | None = None


def beginning(tries: Sequence[Try], *, allowed: int | None, wait_days: int, now: datetime) -> Beginning:
    """Weigh what was handed in before against what a test allows."""
    left = None if allowed is None else max(0, allowed - len(tries))
    if left == 0:
        return Beginning(Refusal.NONE_LEFT, left)
    if not tries or not wait_days:
        return Beginning(left=left)
    from_when = max(each.handed_in_at for each in tries) + timedelta(days=wait_days)
    return Beginning(Refusal.TOO_SOON if now < from_when else None, left, from_when)


def that_counts(tries: Iterable[Try], *, grading: str) -> Try | None:
    """The attempt whose result holds: the highest of what is known, the earliest of equals; or the last."""
    handed_in = sorted(tries, key=lambda each: each.number)
    if not handed_in:
        return None
    if grading == Grading.LAST:
        return handed_in[-1]
    # A pass stays a pass: a later attempt with more points that missed one norm never takes it back.
    return max(handed_in, key=lambda each: (bool(each.is_passed), not each.waits, each.percent, -each.number))
