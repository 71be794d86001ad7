"""Background doors into meetings."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from people.api import within
from trainings.selectors import calendar, meetings
from trainings.services import catching_up, mails


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


@shared_task(ignore_result=True)
def tell_ahead(municipality_id: int) -> None:
    """Tell which meetings of one municipality are to come."""
    with within(municipality_id):
        catching_up.tell_ahead(municipality_id, now=timezone.now())


@shared_task(ignore_result=True)
def tell_all_ahead() -> None:
    """Hand over every municipality with meetings to come that can be proposed, also those planned before anybody told."""
    for municipality_id in meetings.municipality_ids_ahead(now=timezone.now()):
        tell_ahead.delay(municipality_id)
