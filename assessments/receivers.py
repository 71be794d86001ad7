"""Wagtail's own signal: a question was published."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.signals import published

from assessments.api import freeze
from assessments.models import Question


def _on_publish(instance: Question, **_: Any) -> None:
    if instance.live:
        freeze(instance, now=timezone.now())


def connect() -> None:
    """Start following."""
    published.connect(_on_publish, sender=Question, weak=False, dispatch_uid="assessments.question.published")
