"""Asking people to mark what no rule can score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.models import MarkingJob
from assessments.rules.terms import terms_from_json

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from assessments.models import Attempt, AttemptItem


def ask_markers(attempt: Attempt, rows: Iterable[AttemptItem], *, now: datetime) -> None:
    """Put every answer without points in the queue, once; what somebody does to learn is read by nobody."""
    if terms_from_json(attempt.terms).is_private:
        return
    MarkingJob.objects.bulk_create(
        (
            MarkingJob(municipality_id=attempt.municipality_id, answer=row, asked_at=now)
            for row in rows
            if row.points is None
        ),
        ignore_conflicts=True,
    )
