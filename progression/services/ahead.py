"""Meetings to come about a core task, as they are planned, moved and called off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people.api import require_within
from progression.models import SessionAhead

if TYPE_CHECKING:
    from datetime import datetime

    from people.models import Municipality


def tell_session(
    *, municipality: Municipality, key: str, title: str, core_task: str, begins_at: datetime
) -> None:
    """Tell that a meeting is planned, or planned otherwise; without a core task it is none to propose. One query."""
    require_within(municipality.pk)
    if not core_task:
        call_off_session(municipality=municipality, key=key)
        return
    row = SessionAhead(
        municipality=municipality, key=key, title=title[:120], core_task=core_task, begins_at=begins_at
    )
    SessionAhead.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["municipality", "key"],
        update_fields=["title", "core_task", "begins_at"],
    )


def call_off_session(*, municipality: Municipality, key: str) -> None:
    """Tell that a meeting is not held; one that nobody told of is none. One query."""
    SessionAhead.objects.filter(municipality=municipality, key=key).delete()


def forget_sessions(municipality_id: int, *, before: datetime) -> None:
    """Let what has been go: nobody is proposed to join it any more. One query."""
    SessionAhead.objects.filter(municipality=municipality_id, begins_at__lt=before).delete()
