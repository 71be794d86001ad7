"""Lesson progress told again from the ledger, and where the stored progress differs. No database, no clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PART = "part:"
LESSON = "lesson:"


def part_activity(key: UUID) -> str:
    """The name of a part in the ledger."""
    return f"{PART}{key}"


def lesson_activity(code: str) -> str:
    """The name of a lesson in the ledger: it survives a new address and a new title."""
    return f"{LESSON}{code}"


@dataclass(slots=True)
class Told:
    """What the ledger says that somebody did in one lesson."""

    done_keys: set[UUID] = field(default_factory=set)
    completed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Where stored progress and the ledger disagree."""

    person_id: int
    municipality_id: int
    lesson_id: int
    what: str


Owner = tuple[int, int, int]  # person, municipality, lesson


def replay(
    facts: Iterable[tuple[int, int, str, datetime]],
    *,
    lessons_of_part: Mapping[UUID, Iterable[int]],
    lesson_of_code: Mapping[str, int],
) -> dict[Owner, Told]:
    """Tell progress again from facts (person, municipality, activity, occurred_at) in whatever order they come."""
    told: dict[Owner, Told] = {}
    for person_id, municipality_id, activity, occurred_at in facts:
        if activity.startswith(PART):
            key = UUID(activity.removeprefix(PART))
            for lesson_id in lessons_of_part.get(key, ()):
                told.setdefault((person_id, municipality_id, lesson_id), Told()).done_keys.add(key)
        elif activity.startswith(LESSON):
            found = lesson_of_code.get(activity.removeprefix(LESSON))
            if found is None:
                continue
            entry = told.setdefault((person_id, municipality_id, found), Told())
            entry.completed_at = min(entry.completed_at or occurred_at, occurred_at)
    return told


def differences(
    told: Mapping[Owner, Told],
    stored: Mapping[Owner, Told],
    *,
    asked: Mapping[int, frozenset[UUID]],
) -> list[Difference]:
    """Compare what the ledger tells with what is stored, for the parts that lessons ask now."""
    found = []
    for owner in sorted(told.keys() | stored.keys()):
        now = asked.get(owner[2], frozenset())
        expected, kept = told.get(owner, Told()), stored.get(owner, Told())
        if expected.done_keys & now != kept.done_keys & now:
            found.append(Difference(*owner, "done_keys"))
        if expected.completed_at != kept.completed_at:
            found.append(Difference(*owner, "completed_at"))
    return found
