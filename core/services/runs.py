"""Changes to the rows of background runs."""

from __future__ import annotations

from datetime import datetime, timedelta

from core.choices import RunState
from core.models import BackgroundRun

KEEP_RUNS_FOR = timedelta(days=14)
LONGEST_ERROR = 2000


def start_run(*, task_id: str, name: str, arguments: list[object], now: datetime) -> None:
    """Note that a task started; a task that is delivered again starts its row again."""
    BackgroundRun.objects.update_or_create(
        task_id=task_id,
        defaults={
            "name": name,
            "arguments": arguments,
            "state": RunState.RUNNING,
            "started_at": now,
            "finished_at": None,
            "error": "",
        },
    )


def finish_run(*, task_id: str, now: datetime) -> None:
    """Note that a task ended well."""
    BackgroundRun.objects.filter(task_id=task_id).update(state=RunState.DONE, finished_at=now)


def fail_run(*, task_id: str, error: str, now: datetime) -> None:
    """Note that a task failed, and with what words."""
    BackgroundRun.objects.filter(task_id=task_id).update(
        state=RunState.FAILED, finished_at=now, error=error[:LONGEST_ERROR]
    )


def forget_old_runs(*, now: datetime) -> int:
    """Delete rows of runs that ended long ago, and say how many."""
    deleted, _ = BackgroundRun.objects.filter(started_at__lt=now - KEEP_RUNS_FOR).delete()
    return deleted
