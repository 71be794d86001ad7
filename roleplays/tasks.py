"""Background doors into role-plays."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from people.api import everywhere
from roleplays.selectors.live import forgotten_session_ids
from roleplays.services import closing, erasing

logger = logging.getLogger(__name__)


@shared_task(ignore_result=True)
def close_forgotten_sessions() -> None:
    """Close every session that nobody closed."""
    now = timezone.now()
    with everywhere():
        for session_id in forgotten_session_ids(now=now):
            closing.close_forgotten(session_id, now=now)


@shared_task(ignore_result=True)
def erase_what_is_over() -> None:
    """Erase runs and sessions of which the term is over."""
    with everywhere():
        runs, sessions = erasing.erase_what_is_over(now=timezone.now())
    logger.info("erased: %s runs, %s live sessions", runs, sessions)
