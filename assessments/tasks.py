"""Background doors into assessments."""

from __future__ import annotations

import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from assessments.models import InteractivePlay
from assessments.selectors.attempts import attempts_to_close
from assessments.services import exchange, handing_in, interactive, ledger
from people.api import everywhere

logger = logging.getLogger(__name__)
KEEP_FILES_FOR = timedelta(hours=24)


@shared_task(ignore_result=True)
def close_attempts() -> None:
    """Close every attempt of which the time is up, also of who never comes back."""
    now = timezone.now()
    with everywhere():
        waiting = attempts_to_close(now=now)
        for attempt_id in waiting:
            handing_in.close_attempt(attempt_id, now=now)


@shared_task(ignore_result=True)
def check_attempts() -> None:
    """Name every difference between stored results and the ledger in the log."""
    for difference in ledger.attempt_differences():
        logger.error("ledger difference: %s", difference)


@shared_task(ignore_result=True)
def forget_old_files() -> None:
    """Forget the files with questions that nobody said yes to."""
    exchange.forget_old_files(before=timezone.now() - KEEP_FILES_FOR)


@shared_task(ignore_result=True)
def tell_play(play_id: int) -> None:
    """Tell the ledger and the lesson that an interactive exercise is behind somebody."""
    with everywhere():
        interactive.tell_play(play_id)


@shared_task(ignore_result=True)
def tell_plays() -> None:
    """Pick up every play that was not told, for instance while the broker was down."""
    with everywhere():
        waiting = list(InteractivePlay.objects.filter(needs_telling=True).values_list("pk", flat=True))
    for play_id in waiting:
        tell_play.delay(play_id)
