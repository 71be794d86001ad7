"""Results of tests told again from the ledger, and where the stored ones differ. No database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assessments.rules.results import told_again

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Fact = tuple[int, int, str, str, "Mapping[str, Any]"]  # person, municipality, key, verb, context


@dataclass(frozen=True, slots=True)
class Stored:
    """As much of an attempt that was handed in as has to agree with the ledger."""

    person_id: int
    municipality_id: int
    key: str
    percent: Decimal | None
    is_passed: bool | None
    waits: bool = False  # for a marker, so the ledger knows nothing yet


@dataclass(frozen=True, slots=True)
class AttemptDifference:
    """Where a stored result and the ledger disagree."""

    person_id: int
    municipality_id: int
    key: str
    what: str


def plain_key(key: str) -> str:
    """The key of a result, also of one that was weighed again and told anew."""
    return key.partition("#")[0]


def attempt_facts_differ(*, told: Iterable[Fact], stored: Iterable[Stored]) -> list[AttemptDifference]:
    """Compare what the ledger tells with what is stored, whatever the order in which either comes."""
    facts = {
        (person_id, municipality_id, plain_key(key)): told_again(context)
        for person_id, municipality_id, key, _verb, context in told
    }
    found = []
    for attempt in stored:
        owner = (attempt.person_id, attempt.municipality_id, attempt.key)
        result = facts.pop(owner, None)
        if result is None:
            found += [] if attempt.waits else [AttemptDifference(*owner, "not in the ledger")]
        elif result.percent != attempt.percent:
            found.append(AttemptDifference(*owner, "score"))
        elif result.is_passed is not attempt.is_passed:
            found.append(AttemptDifference(*owner, "passed"))
    found += [AttemptDifference(*owner, "only in the ledger") for owner in facts]
    return sorted(found, key=lambda each: (each.person_id, each.municipality_id, each.key))
