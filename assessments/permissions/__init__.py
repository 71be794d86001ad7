"""Who may do what in assessments, and why not."""

from __future__ import annotations

from assessments.permissions.own_work import can_share, can_write

__all__ = ["can_share", "can_write"]
