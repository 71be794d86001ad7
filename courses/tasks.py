"""Background doors into the curriculum."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from courses.models import Enrolment
from courses.services import enrolment as enrolments
from courses.services import ledger, totals
from people.api import everywhere

logger = logging.getLogger(__name__)


@shared_task(ignore_result=True)
def evaluate_enrolment(enrolment_id: int) -> None:
    """Bring one enrolment in line with what its person did."""
    with everywhere():
        enrolments.evaluate_enrolment(enrolment_id, now=timezone.now())


@shared_task(ignore_result=True)
def evaluate_stale_enrolments() -> None:
    """Pick up every evaluation that got lost, for instance while the broker was down."""
    with everywhere():
        waiting = list(Enrolment.objects.filter(needs_evaluation=True).values_list("pk", flat=True))
    for enrolment_id in waiting:
        evaluate_enrolment.delay(enrolment_id)


@shared_task(ignore_result=True)
def plan_deadline_reminders() -> None:
    """Plan the mails about end dates that are due today."""
    with everywhere():
        enrolments.plan_deadline_reminders(today=timezone.localdate(), now=timezone.now())


@shared_task(ignore_result=True)
def count_totals() -> None:
    """Count how far teams are."""
    totals.count_all_totals(now=timezone.now())


@shared_task(ignore_result=True)
def check_ledger() -> None:
    """Name every difference between stored progress and the ledger in the log."""
    for difference in ledger.ledger_differences():
        logger.error("ledger difference: %s", difference)
