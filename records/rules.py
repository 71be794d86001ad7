"""Which facts of a ledger count: those that were not taken back. No database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class Fact:
    """As much of a record as is needed to say whether it counts."""

    id: UUID
    verb: str
    activity: str
    revokes: UUID | None = None


def in_force(facts: Iterable[Fact]) -> list[Fact]:
    """Give the facts that count, whatever the order in which they were told."""
    facts = list(facts)
    taken_back = {fact.revokes for fact in facts if fact.revokes is not None}
    return [fact for fact in facts if fact.revokes is None and fact.id not in taken_back]


def natural_key(verb: str, activity: str, *, times_taken_back: int = 0) -> str:
    """Give the key under which a fact is told once; after it was taken back it may be told anew."""
    suffix = f"#{times_taken_back + 1}" if times_taken_back else ""
    return f"{verb}:{activity}{suffix}"
