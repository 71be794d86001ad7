"""What a mended key would do to results that are there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.db.models.functions import Coalesce

from assessments.choices import AttemptState
from assessments.models import AttemptItem, Regrade, RegradedAttempt
from assessments.rules.passing import Result
from assessments.rules.regrading import Change, Effect, effect_of, with_new_points
from assessments.rules.scoring import Score, score
from assessments.rules.terms import terms_from_json, weigh_by
from assessments.selectors.bank import item_of_version, latest_version
from assessments.selectors.outcomes import outcome_of
from people.api import everywhere

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from assessments.models import Attempt, Question, QuestionVersion

POINTS = ("points", "max_points", "min_points", "is_right", "red_flag")


@dataclass(frozen=True)
class Case:
    """One attempt whose answer to a question would be weighed by another key."""

    item: AttemptItem
    items: list[AttemptItem]
    score: Score
    result: Result

    @property
    def attempt(self) -> Attempt:
        """Whose it is."""
        return self.item.attempt

    @property
    def points(self) -> dict[str, Any]:
        """What the answer would get."""
        return {
            "points": self.score.points,
            "max_points": self.score.max_points,
            "min_points": self.score.min_points,
            "is_right": self.score.is_right,
            "red_flag": next(iter(self.score.red_flags), ""),
        }

    @property
    def change(self) -> Change:
        """What that does."""
        return Change(
            person=self.attempt.person_id,
            points_before=self.item.points or Decimal(0),
            points_after=self.score.points or Decimal(0),
            passed_before=self.attempt.is_passed,
            passed_after=self.result.is_passed,
            is_other=self.points != points_of(self.item),
        )


def points_of(item: AttemptItem) -> dict[str, Any]:
    """What an answer has now."""
    return {name: getattr(item, name) for name in POINTS}


@dataclass(frozen=True)
class Prospect:
    """What weighing the answers to a question again would do, and what was decided before."""

    version: QuestionVersion | None
    effect: Effect
    earlier: list[Regrade]


def prospect(question: Question) -> Prospect:
    """What weighing again by the latest key would do. A fixed number of queries."""
    version = latest_version(question)
    with everywhere():
        earlier = Regrade.objects.filter(version__question=question).select_related(
            "municipality", "decided_by", "version"
        )
        cases = cases_for(version) if version else []
        return Prospect(version, effect_of(case.change for case in cases), list(earlier))


def items_to_regrade(version: QuestionVersion) -> QuerySet[AttemptItem]:
    """Answers that were handed in and weighed by another key than that of a version. Ask within a scope."""
    weighed_by = Coalesce(F("regraded_with__key_hash"), F("version__key_hash"))
    return (
        AttemptItem.objects.filter(version__question_id=version.question_id, points__isnull=False)
        .exclude(attempt__state=AttemptState.OPEN)
        .annotate(weighed_by=weighed_by)
        .exclude(weighed_by=version.key_hash)
    )


def cases_for(version: QuestionVersion) -> list[Case]:
    """Those answers with what they would get. Two queries; ask within a scope."""
    item = item_of_version(version)
    found = items_to_regrade(version).order_by("attempt_id")
    rows = {
        row.pk: row
        for row in found.select_related("attempt__quiz", "attempt__person", "attempt__municipality")
    }
    together: dict[int, list[AttemptItem]] = defaultdict(list)
    attempts = [row.attempt_id for row in rows.values()]
    for each in AttemptItem.objects.filter(attempt_id__in=attempts).order_by("attempt_id", "position"):
        together[each.attempt_id].append(rows.get(each.pk, each))
    cases = (_case(row, together[row.attempt_id], score(item, row.answer)) for row in rows.values())
    return [case for case in cases if case.score.points is not None]


def _case(row: AttemptItem, items: list[AttemptItem], scored: Score) -> Case:
    outcomes = with_new_points([outcome_of(each) for each in items], row.position, scored)
    result = weigh_by(terms_from_json(row.attempt.terms), outcomes)
    return Case(row, items, scored, result)


def number_to_regrade(question: Question) -> int:
    """How many attempts a mended key could matter for. Two queries."""
    version = latest_version(question)
    if version is None or version.number == 1:
        return 0
    with everywhere():
        return items_to_regrade(version).count()


def regrades_of(attempt: Attempt) -> Iterable[RegradedAttempt]:
    """When and why a result was weighed again. One query."""
    return attempt.regrades.select_related("regrade").order_by("regrade__decided_at")
