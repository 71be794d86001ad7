"""Reads of the numbers that a phone knows people by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.models import PhoneRoster, PhoneSeat
from assessments.rules.phone import KEPT_AT_MOST
from assessments.selectors.rubrics import rubrics_in_use_since

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from assessments.models import RubricVersion
    from people.models import Municipality, User


def latest_roster(observer: User, municipality: Municipality) -> PhoneRoster | None:
    """The group that an observer numbered last. Two queries."""
    rosters = PhoneRoster.objects.filter(observer=observer, municipality=municipality)
    return rosters.prefetch_related("seats__candidate").first()


def versions_on_phones(now: datetime) -> QuerySet[RubricVersion]:
    """What may stand on a phone that did not hear yet of a newer rubric. One query."""
    return rubrics_in_use_since(now - KEPT_AT_MOST)


def seats_of(observer: User) -> QuerySet[PhoneSeat]:
    """Everybody whom an observer numbered, now or before, in all their municipalities."""
    seats = PhoneSeat.objects.filter(roster__observer=observer)
    return seats.select_related("candidate", "municipality")
