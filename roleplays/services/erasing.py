"""Erasing what people played when its term is over. The ledger keeps that it was played, never how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roleplays.models import LiveSession, RolePlayRun
from roleplays.rules.keeping import erased_before

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def erase_what_is_over(*, now: datetime) -> tuple[int, int]:
    """How many runs went with their choices and reflections, and how many sessions with their seats and notes."""
    limit = erased_before(now)
    runs = RolePlayRun.objects.filter(played_at__lt=limit)
    sessions = LiveSession.objects.filter(closed_at__lt=limit)
    gone = runs.count(), sessions.count()
    runs.delete()
    sessions.delete()
    return gone
