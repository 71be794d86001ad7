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
def send_mails_of_meeting(meeting_id: int) -> None:
    """Send what a change of one meeting planned."""
    for mail_id in calendar.planned_mail_ids(meeting_id=meeting_id):
        send_calendar_mail.delay(mail_id)


@shared_task(ignore_result=True)
def send_planned_mails() -> None:
    """Pick up every mail that still waits: its task got lost, or the mail server was away."""
    for mail_id in calendar.planned_mail_ids():
        send_calendar_mail.delay(mail_id)
