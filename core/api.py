"""The door to the kit: the front page, when tasks run, and how they did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celery import current_app
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError

from core.access import ALLOWED, Verdict, denied
from core.selectors import (
    QUEUES,
    STUCK_AFTER,
    TaskSummary,
    failed_runs,
    failures_per_row,
    is_under_review,
    queue_lengths,
    run_to_retry,
    stuck_runs,
    task_summaries,
)
from core.services import runs
from core.services.front_page import make_front_page
from core.services.timetable import keep_timetable

if TYPE_CHECKING:
    from datetime import datetime

    from people.models import User


def retry_run(run_id: int, *, user: User, now: datetime) -> Verdict:
    """Send the task of a failed or stuck run again, once; a no with its reason when that cannot be."""
    current_app.loader.import_default_modules()
    try:
        with transaction.atomic():
            run = run_to_retry(run_id, now=now)
            if run is None:
                return denied(_("This task was sent again already, or it is busy."))
            if run.name not in current_app.tasks:
                return denied(_("This task does not exist any more."))
            runs.mark_retried(run, user=user)
            # Inside the transaction: when the queue cannot be reached, the run stays as it was.
            current_app.tasks[run.name].delay(*run.arguments)
    except OperationalError:
        return denied(_("The queue cannot be reached. Try again later."))
    return ALLOWED


__all__ = [
    "QUEUES",
    "STUCK_AFTER",
    "TaskSummary",
    "failed_runs",
    "failures_per_row",
    "is_under_review",
    "keep_timetable",
    "make_front_page",
    "queue_lengths",
    "retry_run",
    "stuck_runs",
    "task_summaries",
]
