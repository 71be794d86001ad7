"""Telling who lives upstairs that a test is behind somebody. Their names stand in the settings, so the arrow points down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from assessments.models import Attempt


def tell_upstairs(attempt: Attempt) -> None:
    """Call everybody who wants to know, in the same transaction: what a test opens is open at once."""
    for name in settings.ASSESSMENTS_TELL:
        import_string(name)(attempt)
