"""Celery's own signals, kept as rows that staff can look at."""

from __future__ import annotations

from typing import Any

from celery.signals import task_failure, task_postrun, task_prerun
from django.utils import timezone

from core.services import runs


def _on_start(task_id: str, task: Any, args: Any, **_: Any) -> None:
    runs.start_run(task_id=task_id, name=task.name, arguments=list(args or ()), now=timezone.now())


def _on_failure(task_id: str, exception: BaseException, **_: Any) -> None:
    runs.fail_run(task_id=task_id, error=f"{type(exception).__name__}: {exception}", now=timezone.now())


def _on_end(task_id: str, state: str | None = None, **_: Any) -> None:
    if state == "SUCCESS":
        runs.finish_run(task_id=task_id, now=timezone.now())


def connect() -> None:
    """Start keeping rows."""
    task_prerun.connect(_on_start, weak=False, dispatch_uid="core.run.start")
    task_failure.connect(_on_failure, weak=False, dispatch_uid="core.run.failure")
    task_postrun.connect(_on_end, weak=False, dispatch_uid="core.run.end")
