"""Wagtail's own signal: a scenario was published."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.signals import published

from roleplays.api import freeze
from roleplays.models import RolePlayScenario


def _on_publish(instance: RolePlayScenario, **_: Any) -> None:
    if instance.live:
        freeze(instance, now=timezone.now())


def connect() -> None:
    """Start following."""
    published.connect(
        _on_publish, sender=RolePlayScenario, weak=False, dispatch_uid="roleplays.scenario.published"
    )
