"""Background doors into the website: files that people asked for."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from website.services import exporting


@shared_task(ignore_result=True)
def write_export(export_id: int) -> None:
    """Do one piece of a file, and hand over the next."""
    if exporting.write_piece(export_id, now=timezone.now()):
        write_export.delay(export_id)


@shared_task(ignore_result=True)
def take_up_exports() -> None:
    """Go on with every file whose task got lost, for instance while the broker was down."""
    for export_id in exporting.take_up_again(now=timezone.now()):
        write_export.delay(export_id)


@shared_task(ignore_result=True)
def erase_exports() -> None:
    """Erase files whose term is over."""
    exporting.erase_exports(now=timezone.now())
