"""The Celery application: finds tasks in every app and keeps a row of each run."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

app = Celery("leerplein")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
