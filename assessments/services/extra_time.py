"""Giving somebody longer for tests with a time limit, also while one is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from assessments.choices import AttemptState
from assessments.models import Attempt, ExtraTime
from assessments.permissions.taking import can_give_extra_time
from assessments.rules.terms import terms_from_json
from assessments.rules.timing import deadline
from core.access import require
from people.api import standing_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from people.models import Municipality, User


@transaction.atomic
def give_extra_time(
    *,
    giver: User,
    person: User,
    municipality: Municipality,
    percent: int,
    now: datetime,
    until: date | None = None,
) -> None:
    """Let somebody work longer; a test that is open gets its new end at once. Nothing extra takes it back."""
    require(can_give_extra_time(standing_of(giver), municipality))
    rows = ExtraTime.objects.filter(person=person, municipality=municipality)
    if percent:
        ExtraTime.objects.update_or_create(
            person=person,
            municipality=municipality,
            defaults={"percent": percent, "given_by": giver, "given_at": now, "until": until},
        )
    else:
        rows.delete()
    _move_open_deadlines(person, municipality, percent)


def _move_open_deadlines(person: User, municipality: Municipality, percent: int) -> None:
    """Never earlier than somebody was told."""
    open_ones = Attempt.objects.filter(
        person=person, municipality=municipality, state=AttemptState.OPEN, deadline_at__isnull=False
    )
    for attempt in open_ones.select_for_update(no_key=True):
        minutes = terms_from_json(attempt.terms).minutes
        later = deadline(attempt.started_at, minutes=minutes, extra_percent=percent)
        if later is not None and attempt.deadline_at is not None and later > attempt.deadline_at:
            attempt.deadline_at = later
            attempt.save(update_fields=["deadline_at"])
