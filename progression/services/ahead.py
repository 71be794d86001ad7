"""Meetings to come about a core task, as they are planned, moved and called off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from people.api import require_within
from progression.models import SessionAhead

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from people.models import Municipality

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting to come, as who plans it tells."""

    key: str
    title: str
    core_task: str
    begins_at: datetime


def tell_sessions(*, municipality: Municipality, sessions: Iterable[Session]) -> None:
    """Tell of meetings to come about a core task, also what was told before. One query for a thousand."""
    require_within(municipality.pk)
    SessionAhead.objects.bulk_create(
        (
            SessionAhead(
                municipality=municipality,
                key=each.key,
                title=each.title[:120],
                core_task=each.core_task,
                begins_at=each.begins_at,
            )
            for each in sessions
        ),
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["municipality", "key"],
        update_fields=["title", "core_task", "begins_at"],
    )


def tell_session(*, municipality: Municipality, session: Session) -> None:
    """Tell that a meeting is planned, or planned otherwise; without a core task it is none to propose. One query."""
    if session.core_task:
        tell_sessions(municipality=municipality, sessions=[session])
    else:
        call_off_session(municipality=municipality, key=session.key)


def call_off_session(*, municipality: Municipality, key: str) -> None:
    """Tell that a meeting is not held; one that nobody told of is none. One query."""
    SessionAhead.objects.filter(municipality=municipality, key=key).delete()


def forget_sessions(municipality_id: int, *, before: datetime) -> None:
    """Let what has been go: nobody is proposed to join it any more. One query."""
    SessionAhead.objects.filter(municipality=municipality_id, begins_at__lt=before).delete()
