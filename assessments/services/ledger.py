"""Comparing stored results of tests with the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.models import Attempt
from assessments.rules.replay import AttemptDifference, Fact, Stored, attempt_facts_differ
from people.api import everywhere
from records.choices import ActivityKind
from records.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_ONCE = 500


def attempt_differences() -> list[AttemptDifference]:
    """Tell every result again from the ledger and give every difference. Two queries."""
    with everywhere():
        return attempt_facts_differ(told=_told(), stored=_stored())


def _told() -> Iterator[Fact]:
    facts = Record.objects.filter(activity_kind=ActivityKind.TEST).in_force()
    rows = facts.values_list("person_id", "municipality_id", "key", "verb", "context")
    return rows.order_by().iterator(chunk_size=AT_ONCE)


def _stored() -> Iterator[Stored]:
    rows = Attempt.objects.filter(handed_in_at__isnull=False).order_by()
    values = rows.values_list(
        "person_id", "municipality_id", "quiz__code", "number", "percent", "is_passed", "result"
    )
    for person_id, municipality_id, code, number, percent, is_passed, result in values.iterator(
        chunk_size=AT_ONCE
    ):
        key = f"test:{code}:{number}"
        waits = bool(result.get("waiting"))
        yield Stored(person_id, municipality_id, key, percent, is_passed, waits)
