"""Background doors into progression."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from progression import selectors, services
from progression.rules.deadlines import is_office_hour


@shared_task(ignore_result=True)
def send_reminder(reminder_id: int) -> None:
    """Send one mail."""
    services.send_reminder(reminder_id, now=timezone.now())


@shared_task(ignore_result=True)
def send_planned_reminders() -> None:
    """Pick up every planned mail in office hours, also those whose task got lost while the broker was down."""
    if is_office_hour(timezone.localtime()):
        for reminder_id in selectors.planned_reminder_ids():
            send_reminder.delay(reminder_id)
