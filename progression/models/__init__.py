"""Mails as rows, the road of a person in a core task, and the takeover by a municipality."""

from __future__ import annotations

from progression.models.absence import Departure, Pause
from progression.models.deliveries import Delivery, SessionAhead
from progression.models.figures import MonthlyFigures, NightlyCount
from progression.models.municipality import PlannedTask, PoolMember, Takeover, TenantGroup
from progression.models.notices import Concern, MailChoice, Notice, ReminderRule, ReminderSettings
from progression.models.phases import GateRevocation, GateSignature, PhaseChange, PhaseTick
from progression.models.refusals import Contest, ContestAnswer, Refusal
from progression.models.reminders import Reminder
from progression.models.signing import Guide, Revocation, SignOff
from progression.models.trajectories import StageChange, StageRequirement, StageTerm, Trajectory

__all__ = [
    "Concern",
    "Contest",
    "ContestAnswer",
    "Delivery",
    "Departure",
    "GateRevocation",
    "GateSignature",
    "Guide",
    "MailChoice",
    "MonthlyFigures",
    "NightlyCount",
    "Notice",
    "Pause",
    "PhaseChange",
    "PhaseTick",
    "PlannedTask",
    "PoolMember",
    "Refusal",
    "Reminder",
    "ReminderRule",
    "ReminderSettings",
    "Revocation",
    "SessionAhead",
    "SignOff",
    "StageChange",
    "StageRequirement",
    "StageTerm",
    "Takeover",
    "TenantGroup",
    "Trajectory",
]
