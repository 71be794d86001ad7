"""What became of a question of an attempt, as the rules weigh it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.rules.passing import Outcome

if TYPE_CHECKING:
    from assessments.models import AttemptItem


def outcome_of(row: AttemptItem) -> Outcome:
    """What became of a question that was scored. No queries."""
    assert row.max_points is not None and row.min_points is not None  # noqa: S101, PT018 - it was scored
    return Outcome(
        position=row.position,
        question=row.question,
        module=row.module,
        points=row.points,
        max_points=row.max_points,
        min_points=row.min_points,
        is_right=bool(row.is_right),
        red_flag=row.red_flag,
    )
