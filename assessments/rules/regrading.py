"""What becomes of results when a key is mended. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from assessments.rules.passing import Outcome
    from assessments.rules.scoring import Score


@dataclass(frozen=True, slots=True)
class Change:
    """What weighing an answer again does to one attempt."""

    person: int
    points_before: Decimal
    points_after: Decimal
    passed_before: bool | None
    passed_after: bool | None
    is_other: bool  # points, right or not, or a red flag


@dataclass(frozen=True, slots=True)
class Effect:
    """What weighing answers again does to everybody's results, in numbers."""

    attempts: int = 0
    people: int = 0
    more: int = 0
    fewer: int = 0
    now_passed: int = 0
    no_longer_passed: int = 0


def effect_of(changes: Iterable[Change]) -> Effect:
    """The numbers of some changes; their order makes no difference."""
    every = list(changes)
    return Effect(
        attempts=len(every),
        people=len({change.person for change in every}),
        more=sum(change.points_after > change.points_before for change in every),
        fewer=sum(change.points_after < change.points_before for change in every),
        now_passed=sum(_passes(change) for change in every),
        no_longer_passed=sum(_fails(change) for change in every),
    )


def with_new_points(outcomes: Sequence[Outcome], position: int, score: Score) -> list[Outcome]:
    """What became of each question, with other points for one of them."""
    return [
        replace(
            outcome,
            points=score.points,
            max_points=score.max_points,
            min_points=score.min_points,
            is_right=score.is_right,
            red_flag=next(iter(score.red_flags), ""),
        )
        if outcome.position == position
        else outcome
        for outcome in outcomes
    ]


def _passes(change: Change) -> bool:
    return change.passed_before is False and change.passed_after is True


def _fails(change: Change) -> bool:
    return change.passed_before is True and change.passed_after is False
