"""Background doors into the store."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from h5p.selectors.packages import waiting_since
from h5p.services import packages

A_WHILE = timedelta(minutes=5)


@shared_task(ignore_result=True)
def import_version(version_id: int) -> None:
    """Check and unpack one version."""
    packages.import_version(version_id, now=timezone.now())


@shared_task(ignore_result=True)
def import_waiting_versions() -> None:
    """Pick up every version whose check got lost, for instance while the broker was down."""
    for version_id in waiting_since(timezone.now() - A_WHILE):
        import_version.delay(version_id)


def import_after_commit(version_id: int) -> None:
    """Hand a version over once its row is saved; a broker that is down costs a delay, never the upload."""

    def hand_over() -> None:  # a real function: Django logs its name
        import_version.delay(version_id)

    transaction.on_commit(hand_over, robust=True)
