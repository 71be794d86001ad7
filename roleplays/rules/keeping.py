"""How long what people played is kept: the terms of docs/privacy.md."""

from __future__ import annotations

from datetime import datetime, timedelta

KEPT = timedelta(days=183)  # six months


def erased_before(now: datetime) -> datetime:
    """What was played for the last time, or closed, before this moment goes."""
    return now - KEPT
