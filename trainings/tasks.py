"""Background doors into meetings."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from trainings.selectors import calendar
from trainings.services import mails


@shared_task(ignore_result=True)
def send_calendar_mail(mail_id: int) -> None:
    """Send one mail."""
    mails.send_calendar_mail(mail_id, now=timezone.now())


@shared_task(ignore_result=True)
def send_planned_mails() -> None:
    """Pick up every mail that waits: those of a meeting just now, and those whose task got lost."""
    for mail_id in calendar.planned_mail_ids():
        send_calendar_mail.delay(mail_id)
