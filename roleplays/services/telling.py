"""Telling who lives upstairs that a role-play is behind somebody. Their names stand in the settings, so the arrow points down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from roleplays.models import RolePlayRun


def tell_upstairs(run: RolePlayRun) -> None:
    """Call everybody who wants to know, in the same transaction: what a role-play opens is open at once."""
    for name in settings.ROLEPLAYS_TELL:
        import_string(name)(run)
