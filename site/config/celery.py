"""The Celery application: finds tasks in every app and keeps a row of each run."""

from __future__ import annotations

import os

from celery import Celery

from config.settings import env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

app = Celery("leerplein")
with env.one_clear_line():
    app.config_from_object("django.conf:settings", namespace="CELERY", force=True)
app.autodiscover_tasks()
