"""Background doors into certification."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from certification.services import reminding
from people.api import everywhere


@shared_task(ignore_result=True)
def plan_renewal_reminders() -> None:
    """Plan the mails about certificates that end soon."""
    with everywhere():
        reminding.plan_renewal_reminders(today=timezone.localdate(), now=timezone.now())
