"""Telling who lives upstairs that a case is behind somebody. Their names stand in the settings, so the arrow points down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from casestudies.models import CaseWork


def tell_upstairs(work: CaseWork) -> None:
    """Call everybody who wants to know, in the same transaction: what a case opens is open at once."""
    for name in settings.CASESTUDIES_TELL:
        import_string(name)(work)
