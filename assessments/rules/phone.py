"""How long something may stay on a phone. No database, no clock."""

from __future__ import annotations

from datetime import datetime, timedelta

KEY_LASTS = timedelta(hours=72)  # a key opens what is on the phone without the server
KEPT_AT_MOST = timedelta(days=7)
WARNED_AFTER = timedelta(days=3)


def opens_without_server(issued_at: datetime, *, now: datetime) -> bool:
    """Whether a key still works on the phone by itself."""
    return timedelta() <= now - issued_at <= KEY_LASTS


def can_be_issued_again(issued_at: datetime, *, now: datetime) -> bool:
    """Whether who signs in again gets this key back, to send what is still on the phone."""
    return timedelta() <= now - issued_at <= KEPT_AT_MOST
