"""What people saw in open answers, for whose answers they are: never who they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.models import MarkingJob
from assessments.rules.marking import last_said, levels_found
from assessments.selectors.asked import asked_in

if TYPE_CHECKING:
    from collections.abc import Collection

    from assessments.rules.marking import Found


def found_in(answer_ids: Collection[int]) -> dict[int, tuple[Found, ...]]:
    """Per answer that is decided what was seen of each criterion. No queries without answers, else a few."""
    if not answer_ids:
        return {}
    jobs = MarkingJob.objects.filter(answer__in=answer_ids, decided_at__isnull=False)
    return {
        job.answer_id: _found(job)
        for job in jobs.select_related("answer").prefetch_related("markings__marks")
    }


def _found(job: MarkingJob) -> tuple[Found, ...]:
    version = job.answer.version_id
    turns = [turn for turn in job.markings.all() if turn.handed_in_at is not None]
    marked = [
        last_said((mark.round, mark.criterion, mark.level) for mark in turn.marks.all()) for turn in turns
    ]
    return tuple(levels_found(asked_in([version])[version].item.criteria, marked))
