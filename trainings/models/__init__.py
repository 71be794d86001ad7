"""Meetings and what people do at them."""

from __future__ import annotations

from trainings.models.calendar import CalendarMail, FeedToken
from trainings.models.looking_back import EvaluationTally
from trainings.models.meetings import Confirmation, Meeting, MeetingQuerySet, MeetingRole
from trainings.models.taking_part import Attendance, SignUp

__all__ = [
    "Attendance",
    "CalendarMail",
    "Confirmation",
    "EvaluationTally",
    "FeedToken",
    "Meeting",
    "MeetingQuerySet",
    "MeetingRole",
    "SignUp",
]
