"""Reads about background work and about what is under review."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import CharField, Count, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from redis import Redis
from redis.exceptions import RedisError
from wagtail.models import WorkflowState

from core.choices import RunState
from core.models import BackgroundRun

if TYPE_CHECKING:
    from wagtail.models import WorkflowMixin

# What somebody may wait for, and long work, each in the order in which it came.
QUEUES = ("celery", "long")
# Longer than a task may take and the queue waits for its worker.
STUCK_AFTER = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class TaskSummary:
    """How one kind of background task is doing."""

    name: str
    last_started_at: datetime
    runs: int
    failures: int


def queue_lengths() -> dict[str, int | None]:
    """Number of tasks that wait for a worker, per queue; None when the broker cannot be reached."""
    try:
        with Redis.from_url(settings.CELERY_BROKER_URL, socket_connect_timeout=1, socket_timeout=1) as broker:
            return {queue: int(broker.llen(queue)) for queue in QUEUES}
    except RedisError:
        return dict.fromkeys(QUEUES)


def task_summaries(*, since: datetime) -> list[TaskSummary]:
    """How every kind of task did since a moment, the latest first. One query."""
    rows = (
        BackgroundRun.objects.filter(started_at__gte=since)
        .values("name")
        .annotate(
            last=Max("started_at"), runs=Count("pk"), failures=Count("pk", filter=Q(state=RunState.FAILED))
        )
        .order_by("-last")
    )
    return [TaskSummary(row["name"], row["last"], row["runs"], row["failures"]) for row in rows]


def failures_per_row(name: str, *, since: datetime) -> Counter[int]:
    """How often a task failed since a moment, by the row that it was about. One query."""
    runs = BackgroundRun.objects.filter(name=name, started_at__gte=since)
    failed = runs.filter(state__in=(RunState.FAILED, RunState.RETRIED)).values_list("arguments", flat=True)
    return Counter(arguments[0] for arguments in failed if arguments)


def failed_runs() -> QuerySet[BackgroundRun]:
    """Runs that ended with an error, the latest first."""
    return BackgroundRun.objects.filter(state=RunState.FAILED).order_by("-started_at")


def run_to_retry(run_id: int, *, now: datetime) -> BackgroundRun | None:
    """A run that failed or is stuck, locked until it was sent again; None for any other."""
    runs = failed_runs() | stuck_runs(now=now, longer_than=STUCK_AFTER)
    return runs.select_for_update().filter(pk=run_id).first()


def stuck_runs(*, now: datetime, longer_than: timedelta) -> QuerySet[BackgroundRun]:
    """Runs that started long ago and never ended: their worker was killed."""
    return BackgroundRun.objects.filter(state=RunState.RUNNING, started_at__lt=now - longer_than)


def is_under_review(model: type[WorkflowMixin]) -> Exists:
    """Whether something waits for a reviewer, to annotate a list with."""
    return Exists(
        WorkflowState.objects.filter(
            base_content_type=model.get_base_content_type(),
            object_id=Cast(OuterRef("pk"), CharField()),
            status=WorkflowState.STATUS_IN_PROGRESS,
        )
    )
