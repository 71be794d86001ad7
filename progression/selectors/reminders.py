"""Reads of reminders."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count

from people.api import everywhere
from progression.choices import ReminderState
from progression.models import Reminder

# A mail that was handed over this long ago and never confirmed: its worker was killed in between.
UNCERTAIN_AFTER = timedelta(minutes=15)


def planned_reminder_ids() -> list[int]:
    """Reminders that wait to be sent, the oldest first."""
    with everywhere():
        planned = Reminder.objects.filter(state=ReminderState.PLANNED).order_by("planned_at")
        return list(planned.values_list("pk", flat=True))


def uncertain_reminder_ids(*, now: datetime) -> list[int]:
    """Reminders of which nobody can say whether the mail left; a person decides."""
    with everywhere():
        sending = Reminder.objects.filter(state=ReminderState.SENDING, claimed_at__lt=now - UNCERTAIN_AFTER)
        return list(sending.order_by("claimed_at").values_list("pk", flat=True))


def is_uncertain(reminder: Reminder, *, now: datetime) -> bool:
    """Whether nobody can say of this mail whether it left."""
    claimed_at = reminder.claimed_at
    return (
        reminder.state == ReminderState.SENDING
        and claimed_at is not None
        and claimed_at < now - UNCERTAIN_AFTER
    )


def reminder_counts() -> dict[str, int]:
    """How many reminders are in each state."""
    with everywhere():
        rows = Reminder.objects.order_by().values_list("state").annotate(number=Count("pk"))
        counts = dict(rows)
    return {state.value: counts.get(state.value, 0) for state in ReminderState}
