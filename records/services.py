"""Telling the ledger a fact, and taking one back."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from core.newest import keep_first
from people.api import require_within
from people.models import Municipality, User
from records import rules
from records.choices import ActivityKind, Verb
from records.models import Record

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact as somebody tells it."""

    verb: Verb
    activity_kind: ActivityKind
    activity: str
    occurred_at: datetime
    title: str = ""
    result: dict[str, Any] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)
    shows: tuple[str, ...] = ()
    key: str = ""


def record_for(told: Iterable[tuple[User, Municipality, Statement]]) -> None:
    """State facts about several people; what was told before stays one row. One query for a thousand."""
    Record.objects.bulk_create((_row(*each) for each in told), ignore_conflicts=True, batch_size=AT_ONCE)


def record_all(*, person: User, municipality: Municipality, statements: Sequence[Statement]) -> None:
    """State facts; what was told before stays one row. One query."""
    require_within(municipality.pk)
    keep_first([_row(person, municipality, statement) for statement in statements])


def record(*, person: User, municipality: Municipality, statement: Statement) -> None:
    """State one fact."""
    record_all(person=person, municipality=municipality, statements=[statement])


@transaction.atomic
def record_again(*, person: User, municipality: Municipality, statement: Statement) -> None:
    """State a fact that may have been taken back before; then it counts anew."""
    times = Record.objects.filter(
        person=person,
        municipality=municipality,
        verb=statement.verb,
        activity=statement.activity,
        revoked_by__isnull=False,
    ).count()
    row = _row(person, municipality, statement)
    row.key = rules.natural_key(statement.verb, statement.activity, times_taken_back=times)
    Record.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def revoke(*, record_id: uuid.UUID, person: User, reason: str, now: datetime, because: str = "") -> Record:
    """Take a fact back with a new record that points at it, and at what says otherwise if that is known; twice is once."""
    original = Record.objects.select_for_update(of=("self",)).get(pk=record_id, revokes__isnull=True)
    existing = Record.objects.filter(revokes=original).first()
    if existing is not None:
        return existing
    return Record.objects.create(
        person=original.person,
        municipality=original.municipality,
        verb=Verb.VOIDED,
        activity_kind=ActivityKind.RECORD,
        activity=f"record:{original.pk}",
        key=rules.natural_key(Verb.VOIDED, f"record:{original.pk}"),
        title=original.title,
        context={"by": str(person.public_id), "reason": reason} | ({"because": because} if because else {}),
        revokes=original,
        occurred_at=now,
    )


def _row(person: User, municipality: Municipality, statement: Statement) -> Record:
    return Record(
        person=person,
        municipality=municipality,
        verb=statement.verb,
        activity_kind=statement.activity_kind,
        activity=statement.activity,
        key=statement.key or rules.natural_key(statement.verb, statement.activity),
        title=statement.title[:255],
        result=statement.result,
        context=statement.context,
        shows=list(statement.shows),
        occurred_at=statement.occurred_at,
    )
