"""The project: settings, URLs and the processes that serve it."""

from __future__ import annotations

from config.celery import app as celery_app

__all__ = ["celery_app"]
