"""Celery: what the workers do with a task, and what is done when the broker is away."""

from __future__ import annotations

from kombu import Queue

from config.settings.foundation import REDIS_URL, TIME_ZONE

CELERY_BROKER_URL = f"{REDIS_URL}/0"
CELERY_TIMEZONE = TIME_ZONE
# What takes more than a moment waits in a queue of its own, so that nothing that somebody waits for stands behind it.
LONG = (
    "website.tasks.write_export",
    "progression.tasks.count_night",
    "courses.tasks.count_totals",
    "courses.tasks.check_ledger",
    "assessments.tasks.check_attempts",
)
CELERY_TASK_QUEUES = (Queue("celery"), Queue("long"))  # a worker that is not told otherwise takes from both
CELERY_TASK_DEFAULT_QUEUE = "celery"
CELERY_TASK_ROUTES = {name: {"queue": "long"} for name in LONG}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # Longer than the longest task, or a task would run twice at once.
    "visibility_timeout": 900,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    # Who hands a task over while the broker is away hears it at once; by itself kombu goes on trying for six seconds.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.1,
    "socket_timeout": 30,
    "socket_connect_timeout": 1,
    "socket_keepalive": True,
    "health_check_interval": 25,
}
# Publishing must not hold a visitor up: the row says what is still to be done.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_DB_REUSE_MAX = 1000
CELERY_WORKER_MAX_TASKS_PER_CHILD = 1000
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
