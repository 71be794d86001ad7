"""Reads of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people.api import everywhere
from records.models import Record

if TYPE_CHECKING:
    from collections.abc import Collection

    from people.models import Municipality, User
    from records.choices import Verb
    from records.models import RecordQuerySet


def records_of(person: User) -> RecordQuerySet:
    """A person's own timeline, the latest first."""
    return Record.objects.filter(person=person).order_by("-occurred_at")


def record_of(*, person: User, municipality: Municipality, verb: Verb, activity: str) -> Record | None:
    """The fact that counts now about a person and one activity, or None. One query."""
    records: RecordQuerySet = Record.objects.filter(
        person=person, municipality=municipality, verb=verb, activity=activity
    )
    return records.in_force().first()


def done_activities(
    *,
    person: User,
    municipality: Municipality,
    verbs: Collection[Verb],
    activities: Collection[str] | None = None,
) -> set[str]:
    """Which activities a person did, by their identifiers. One query."""
    records = Record.objects.filter(person=person, municipality=municipality, verb__in=verbs).in_force()
    if activities is not None:
        records = records.filter(activity__in=activities)
    return set(records.values_list("activity", flat=True))


def record_count() -> int:
    """How many records the installation holds."""
    with everywhere():
        return Record.objects.count()
