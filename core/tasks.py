"""Background doors into the kit."""

from __future__ import annotations

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from core.services import runs, scheduled


@shared_task(ignore_result=True)
def forget_old_runs() -> None:
    """Keep the table of runs short."""
    runs.forget_old_runs(now=timezone.now())


@shared_task(ignore_result=True)
def publish_scheduled() -> None:
    """Publish and unpublish what authors scheduled."""
    scheduled.publish_due(now=timezone.now())
    call_command("publish_scheduled")
