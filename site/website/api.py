"""The door to what the website keeps itself: files that people take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.background import after_commit
from website import tasks
from website.permissions import Ground, grounds_of, may_have
from website.selectors.exports import exports_of
from website.services import exporting
from website.services.exporting import Wanted, drop_file, remove_export, stop_export

if TYPE_CHECKING:
    from datetime import datetime

    from people.models import Municipality, User
    from website.models import Export

__all__ = [
    "Ground",
    "Wanted",
    "ask_export",
    "drop_file",
    "exports_of",
    "grounds_of",
    "may_have",
    "remove_export",
    "stop_export",
]


def ask_export(*, person: User, municipality: Municipality, wanted: Wanted, now: datetime) -> Export:
    """Ask for a file; it is made once that is saved."""
    export = exporting.ask_export(person=person, municipality=municipality, wanted=wanted, now=now)
    after_commit(tasks.write_export, export.pk)
    return export
