"""When background tasks run by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django_celery_beat.models import CrontabSchedule, PeriodicTask

if TYPE_CHECKING:
    from collections.abc import Mapping

FROM_CODE = "Ingesteld door setup_platform; alleen aan of uit zetten blijft bewaard."
# What waited this long for a worker is not needed any more: the next one does the same work.
EXPIRES_AFTER = 3600


@transaction.atomic
def keep_timetable(timetable: Mapping[str, str]) -> None:
    """Run each task at its crontab, in local time; a task that was switched off stays off."""
    for task, crontab in timetable.items():
        PeriodicTask.objects.update_or_create(
            name=task,
            defaults={
                "task": task,
                "crontab": _schedule(crontab),
                "interval": None,
                "description": FROM_CODE,
                "expire_seconds": EXPIRES_AFTER,
            },
        )
    PeriodicTask.objects.filter(description=FROM_CODE).exclude(name__in=timetable).delete()


def _schedule(crontab: str) -> CrontabSchedule:
    minute, hour, day_of_month, month_of_year, day_of_week = crontab.split()
    schedule, _ = CrontabSchedule.objects.get_or_create(
        minute=minute,
        hour=hour,
        day_of_month=day_of_month,
        month_of_year=month_of_year,
        day_of_week=day_of_week,
        timezone=ZoneInfo(settings.TIME_ZONE),
    )
    return schedule
