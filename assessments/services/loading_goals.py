"""Writing the learning goals that were read from text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.search.backends import get_search_backend

from assessments.models import LearningGoal
from assessments.rules.bank_text import GoalSource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.services.loading import BankReport


def write(sources: Iterable[GoalSource], report: BankReport, *, overwrite: bool) -> dict[str, LearningGoal]:
    """All goals by their code, the new and the changed ones written. One query when nothing changed."""
    goals = {goal.code: goal for goal in LearningGoal.objects.all()}
    written = []
    for source in sources:
        goal = goals.get(source.code)
        if goal is not None and source.fingerprint == _fingerprint(goal):
            report.unchanged.append(source.code)
        elif goal is not None and _fingerprint(goal) != goal.source_hash and not overwrite:
            report.left_alone.append(source.code)
        else:
            (report.changed if goal else report.made).append(source.code)
            written.append(_fill(goal or LearningGoal(code=source.code), source))
    LearningGoal.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["module", "text", "source_hash"],
    )
    if not written:
        return goals
    get_search_backend().add_bulk(LearningGoal, written)
    return {goal.code: goal for goal in LearningGoal.objects.all()}


def _fill(goal: LearningGoal, source: GoalSource) -> LearningGoal:
    goal.module, goal.text, goal.source_hash = source.module, source.text, source.fingerprint
    return goal


def _fingerprint(goal: LearningGoal) -> str:
    return GoalSource(goal.code, goal.module, goal.text).fingerprint
