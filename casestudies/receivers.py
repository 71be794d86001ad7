"""Wagtail's own signal: a case was published."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.signals import page_published

from casestudies.api import freeze
from casestudies.models import CaseStudyPage


def _on_publish(instance: CaseStudyPage, **_: Any) -> None:
    if instance.live:
        freeze(instance, now=timezone.now())


def connect() -> None:
    """Start following."""
    page_published.connect(
        _on_publish, sender=CaseStudyPage, weak=False, dispatch_uid="casestudies.published"
    )
