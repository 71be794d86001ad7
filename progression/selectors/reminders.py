"""Reads of reminders."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count

from core.choices import MailState
from core.mail_once import uncertain
from people.api import everywhere
from progression.models import Reminder


def planned_reminder_ids() -> list[int]:
    """Reminders that wait to be sent, the oldest first."""
    with everywhere():
        planned = Reminder.objects.filter(state=MailState.PLANNED).order_by("planned_at")
        return list(planned.values_list("pk", flat=True))


def uncertain_reminder_ids(*, now: datetime) -> list[int]:
    """Reminders of which nobody can say whether the mail left; a person decides."""
    with everywhere():
        sending = Reminder.objects.filter(uncertain(now))
        return list(sending.order_by("claimed_at").values_list("pk", flat=True))


def reminder_counts() -> dict[str, int]:
    """How many reminders are in each state."""
    with everywhere():
        rows = Reminder.objects.order_by().values_list("state").annotate(number=Count("pk"))
        counts = dict(rows)
    return {state.value: counts.get(state.value, 0) for state in MailState}
