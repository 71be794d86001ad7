"""A signal of Django's: a file goes with its row."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete

from website.api import drop_file
from website.models import Export


def _on_removal(instance: Export, **_: Any) -> None:
    drop_file(instance)


def connect() -> None:
    """Start following."""
    post_delete.connect(_on_removal, sender=Export, weak=False, dispatch_uid="website.export.removed")
