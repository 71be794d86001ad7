"""Mails as rows, and the road of a person in a core task."""

from __future__ import annotations

from progression.models.reminders import Reminder
from progression.models.signing import Guide, Revocation, SignOff
from progression.models.trajectories import StageChange, StageRequirement, Trajectory

__all__ = [
    "Guide",
    "Reminder",
    "Revocation",
    "SignOff",
    "StageChange",
    "StageRequirement",
    "Trajectory",
]
