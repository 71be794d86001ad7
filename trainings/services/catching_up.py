"""Telling anew which meetings are to come, also those that were planned before anybody told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from people.models import Municipality
from progression.api import tell_sessions
from trainings.models import Meeting
from trainings.services.telling import session_of

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def tell_ahead(municipality_id: int, *, now: datetime) -> None:
    """Tell of every meeting to come of a municipality; who changes or cancels one waits for it, and tells last. Three queries."""
    meetings = Meeting.objects.filter(municipality=municipality_id).to_propose(now)
    locked = meetings.select_for_update(of=("self",)).order_by("pk")
    municipality = Municipality.objects.get(pk=municipality_id)
    tell_sessions(municipality=municipality, sessions=[session_of(each) for each in locked])
