"""Signals of Wagtail and Django: a question or a rubric was published, a file belongs to nothing any more."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from django.utils import timezone
from wagtail.signals import published

from assessments.api import drop_file, freeze, freeze_rubric
from assessments.models import EvidenceItem, Question, Rubric


def _on_publish(instance: Question, **_: Any) -> None:
    if instance.live:
        freeze(instance, now=timezone.now())


def _on_publish_of_a_rubric(instance: Rubric, **_: Any) -> None:
    if instance.live:
        freeze_rubric(instance, now=timezone.now())


def _on_removal(instance: EvidenceItem, **_: Any) -> None:
    drop_file(instance)


def connect() -> None:
    """Start following."""
    published.connect(_on_publish, sender=Question, weak=False, dispatch_uid="assessments.question.published")
    published.connect(
        _on_publish_of_a_rubric, sender=Rubric, weak=False, dispatch_uid="assessments.rubric.published"
    )
    post_delete.connect(
        _on_removal, sender=EvidenceItem, weak=False, dispatch_uid="assessments.evidence.removed"
    )
