"""Background doors into progression."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from people.api import everywhere, within
from progression.selectors import nights, notices, trajectories
from progression.services import nightly, reminders
from progression.services import notices as messages
from progression.services import trajectories as roads


@shared_task(ignore_result=True)
def send_reminder(reminder_id: int) -> None:
    """Send one mail."""
    reminders.send_reminder(reminder_id, now=timezone.now())


@shared_task(ignore_result=True)
def send_planned_reminders() -> None:
    """Pick up every planned mail in the hours of its municipality, also those whose task got lost while the broker was down."""
    for reminder_id in notices.sendable_reminder_ids(moment=timezone.localtime()):
        send_reminder.delay(reminder_id)


@shared_task(ignore_result=True)
def look_after(municipality_id: int) -> None:
    """Bring the messages about the takeover of one municipality up to today."""
    with within(municipality_id):
        messages.look_after(municipality_id, today=timezone.localdate(), now=timezone.now())


@shared_task(ignore_result=True)
def look_after_all() -> None:
    """Hand over every municipality whose messages were not looked after today, also what was interrupted."""
    for municipality_id in notices.unfinished_municipality_ids(today=timezone.localdate()):
        look_after.delay(municipality_id)


@shared_task(ignore_result=True)
def evaluate(trajectory_id: int) -> None:
    """Bring one stage in line with what was told and signed."""
    with everywhere():
        roads.evaluate(trajectory_id, today=timezone.localdate(), now=timezone.now())


@shared_task(ignore_result=True)
def evaluate_stale_trajectories() -> None:
    """Pick up every evaluation that got lost, for instance while the broker was down."""
    for trajectory_id in trajectories.waiting_trajectory_ids():
        evaluate.delay(trajectory_id)


@shared_task(ignore_result=True)
def count_night(municipality_id: int) -> None:
    """Do one piece of tonight's counting of a municipality, and hand over the next."""
    with within(municipality_id):
        is_more = nightly.count_piece(municipality_id, night=timezone.localdate(), now=timezone.now())
    if is_more:
        count_night.delay(municipality_id)


@shared_task(ignore_result=True)
def count_nights() -> None:
    """Count every municipality that is not counted yet tonight: all at first, later what was interrupted."""
    for municipality_id in nights.unfinished_municipality_ids(night=timezone.localdate()):
        count_night.delay(municipality_id)
