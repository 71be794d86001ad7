"""Reads for authors: the figures of a question, and which goals are tested by what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Sum

from assessments.choices import AttemptState
from assessments.models import AttemptItem, LearningGoal, Question, QuestionVersion
from assessments.rules.coverage import Goal, ModuleCoverage, coverage_of
from assessments.rules.statistics import Given, Statistics, remarks_on, statistics_of
from assessments.selectors.bank import item_of_version
from people.api import everywhere

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from django.db.models import QuerySet

Totals = dict[int, tuple["Decimal", "Decimal"]]


@dataclass(frozen=True, slots=True)
class VersionFigures:
    """The figures of one version of a question, with what to look at."""

    version: QuestionVersion
    statistics: Statistics
    remarks: tuple[str, ...]


def figures_of(question: Question) -> list[VersionFigures]:
    """The figures of each version, the newest first: over all municipalities, so nobody can be recognised. Three queries.

    Of somebody who was asked the same version more often, only the first answer counts.
    """
    with everywhere():
        versions = list(question.versions.order_by("-number"))
        rows = list(_first_answers(question))
        totals = _totals({row.attempt_id for row in rows})
    by_version: dict[int, list[Given]] = {version.pk: [] for version in versions}
    for row in rows:
        by_version[row.version_id].append(_given(row, totals))
    found = []
    for version in versions:
        statistics = statistics_of(item_of_version(version), by_version[version.pk])
        found.append(VersionFigures(version, statistics, remarks_on(statistics)))
    return found


def _judged() -> QuerySet[AttemptItem]:
    """Answers that have points; what nobody marked, or not yet, is no wrong answer."""
    handed_in = AttemptItem.objects.exclude(attempt__state=AttemptState.OPEN)
    return handed_in.filter(max_points__gt=0, points__isnull=False)


def _first_answers(question: Question) -> QuerySet[AttemptItem]:
    return (
        _judged()
        .filter(version__question=question)
        .order_by("version_id", "attempt__person_id", "attempt__started_at")
        .distinct("version_id", "attempt__person_id")
        .only("attempt_id", "version_id", "answer", "points", "max_points", "min_points")
    )


def _totals(attempts: Iterable[int]) -> Totals:
    """The points of each attempt and the most that it gives."""
    sums = (
        _judged()
        .filter(attempt__in=attempts)
        .order_by()
        .values("attempt_id")
        .annotate(points_got=Sum("points"), points_most=Sum("max_points"))
    )
    return {row["attempt_id"]: (row["points_got"], row["points_most"]) for row in sums}


def _given(row: AttemptItem, totals: Totals) -> Given:
    points, most = float(row.points or 0), float(row.max_points or 0)
    lowest = min(float(row.min_points or 0), 0.0)
    got, all_points = totals[row.attempt_id]
    others = float(all_points) - most
    return Given(
        answer=row.answer,
        share=(points - lowest) / (most - lowest),
        rest=(float(got or 0) - points) / others if others > 0 else None,
    )


def coverage(questions: QuerySet[Question]) -> tuple[ModuleCoverage, ...]:
    """Which goals are tested by how many of these questions, of those that are online. Two queries."""
    goals = [Goal(*row) for row in LearningGoal.objects.values_list("code", "module", "text", "pk")]
    tested = questions.filter(live=True, goal__isnull=False).order_by()
    return coverage_of(goals, tested.values_list("goal__code", "purpose"))
