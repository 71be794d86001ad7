"""Changes to the rows of background runs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from wagtail.log_actions import log

from core.choices import RunState
from core.models import BackgroundRun

if TYPE_CHECKING:
    from people.models import User

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


def mark_retried(run: BackgroundRun, *, user: User) -> None:
    """Note that somebody sent a run's task again, so that it is not sent twice."""
    run.state = RunState.RETRIED
    run.save(update_fields=["state"])
    log(instance=run, action="core.run.retry", user=user, data={"task": run.name})


def forget_old_runs(*, now: datetime) -> int:
    """Delete rows of runs that ended long ago, and say how many."""
    deleted, _ = BackgroundRun.objects.filter(started_at__lt=now - KEEP_RUNS_FOR).delete()
    return deleted
