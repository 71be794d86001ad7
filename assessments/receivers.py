"""Wagtail's own signal: a question or a rubric was published."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.signals import published

from assessments.api import freeze, freeze_rubric
from assessments.models import Question, Rubric


def _on_publish(instance: Question, **_: Any) -> None:
    if instance.live:
        freeze(instance, now=timezone.now())


def _on_publish_of_a_rubric(instance: Rubric, **_: Any) -> None:
    if instance.live:
        freeze_rubric(instance, now=timezone.now())


def connect() -> None:
    """Start following."""
    published.connect(_on_publish, sender=Question, weak=False, dispatch_uid="assessments.question.published")
    published.connect(
        _on_publish_of_a_rubric, sender=Rubric, weak=False, dispatch_uid="assessments.rubric.published"
    )
