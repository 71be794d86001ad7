"""Which files somebody asked for, and which of them nobody works on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from people.api import everywhere
from website.choices import OPEN_STATES
from website.models import Export

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from typing import Any

    from django.db.models import QuerySet

    from people.models import User

# Longer than a piece takes, and than a long queue lets it wait on a quiet day.
QUIET = timedelta(minutes=4)


def exports_of(person: User) -> QuerySet[Export]:
    """The files that somebody asked for where they work, the latest first."""
    return Export.objects.filter(person=person).select_related("municipality")


def quiet_exports(*, now: datetime) -> QuerySet[Export]:
    """Files that are not finished and on which nobody worked for a while."""
    with everywhere():
        return Export.objects.filter(state__in=OPEN_STATES, moved_at__lt=now - QUIET)


def rows_written(export: Export) -> Iterator[list[Any]]:
    """The rows of a file as they were kept, one piece in memory at a time."""
    for piece in export.pieces.order_by("number").iterator(chunk_size=1):
        yield from piece.rows or ()
