"""The door to progression."""

from __future__ import annotations

from progression.rules.deadlines import Due, deadline_reminders
from progression.selectors import planned_reminder_ids, reminder_counts, uncertain_reminder_ids
from progression.services import Plan, cancel_reminders, plan_reminders, retry_reminder

__all__ = [
    "Due",
    "Plan",
    "cancel_reminders",
    "deadline_reminders",
    "plan_reminders",
    "planned_reminder_ids",
    "reminder_counts",
    "retry_reminder",
    "uncertain_reminder_ids",
]
