"""A rubric as plain data: what is looked at, what the levels mean and how much each counts for whom.

The same shape in the editor, in the text files, and in the frozen version that an observation keeps.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LOWEST, HIGHEST = 1, 4


@dataclass(frozen=True, slots=True)
class RubricCriterion:
    """One thing to look at. Levels 2 and 3 lie between the two that are described."""

    code: str
    title: str
    lowest: str
    highest: str
    may_not_apply: bool = False
    is_knock_out: bool = False
    look_fors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rubric:
    """What an observer looks at, and what follows from what was seen."""

    code: str
    title: str
    criteria: tuple[RubricCriterion, ...]
    weights: dict[str, dict[str, int]] = field(hash=False)  # role, criterion, how heavy
    raters: int = 2
    most_not_seen: int = 2
    sufficient: Decimal = Decimal("2.5")
    good: Decimal = Decimal(3)
    least_per_criterion: Decimal = Decimal(2)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the criteria, in their order."""
        return tuple(criterion.code for criterion in self.criteria)

    @property
    def knock_outs(self) -> frozenset[str]:
        """The criteria on which the lowest level decides the whole."""
        return frozenset(criterion.code for criterion in self.criteria if criterion.is_knock_out)

    def weights_for(self, role: str) -> dict[str, int]:
        """How heavy each criterion is for somebody in this role."""
        return self.weights[role]

    def named(self, code: str) -> RubricCriterion:
        """The criterion with this code."""
        return next(criterion for criterion in self.criteria if criterion.code == code)


class RubricProblem(StrEnum):
    """What is wrong with a rubric."""

    NO_CRITERIA = "no_criteria"
    CODE_TWICE = "code_twice"
    NO_WEIGHTS = "no_weights"
    WEIGHT_MISSING = "weight_missing"
    WEIGHT_UNKNOWN = "weight_unknown"
    WEIGHT_NEGATIVE = "weight_negative"
    NOTHING_WEIGHS = "nothing_weighs"
    THRESHOLDS = "thresholds"


def problems(rubric: Rubric) -> list[tuple[RubricProblem, str]]:
    """What is wrong with a rubric, each with the code or role that it is about."""
    return [*_problems_of_the_whole(rubric), *_problems_of_weights(rubric)]


def _problems_of_the_whole(rubric: Rubric) -> Iterator[tuple[RubricProblem, str]]:
    if not rubric.criteria:
        yield RubricProblem.NO_CRITERIA, ""
    if not rubric.weights:
        yield RubricProblem.NO_WEIGHTS, ""
    for code, times in Counter(rubric.codes).items():
        if times > 1:
            yield RubricProblem.CODE_TWICE, code
    if not LOWEST <= rubric.least_per_criterion <= rubric.sufficient <= rubric.good <= HIGHEST:
        yield RubricProblem.THRESHOLDS, ""


def _problems_of_weights(rubric: Rubric) -> Iterator[tuple[RubricProblem, str]]:
    codes = set(rubric.codes)
    for role, weights in rubric.weights.items():
        for code in sorted(codes - weights.keys()):
            yield RubricProblem.WEIGHT_MISSING, f"{role} {code}"
        for code in sorted(weights.keys() - codes):
            yield RubricProblem.WEIGHT_UNKNOWN, f"{role} {code}"
        if min(weights.values(), default=0) < 0:
            yield RubricProblem.WEIGHT_NEGATIVE, role
        elif not any(weights.values()):
            yield RubricProblem.NOTHING_WEIGHS, role


def to_json(rubric: Rubric) -> dict[str, Any]:
    """A rubric as it is kept in a version."""
    return {
        "code": rubric.code,
        "title": rubric.title,
        "criteria": [_criterion_to_json(criterion) for criterion in rubric.criteria],
        "weights": {role: dict(weights) for role, weights in rubric.weights.items()},
        "raters": rubric.raters,
        "most_not_seen": rubric.most_not_seen,
        "sufficient": f"{rubric.sufficient:.2f}",
        "good": f"{rubric.good:.2f}",
        "least_per_criterion": f"{rubric.least_per_criterion:.2f}",
    }


def from_json(kept: dict[str, Any]) -> Rubric:
    """The rubric that a version kept."""
    return Rubric(
        code=kept["code"],
        title=kept["title"],
        criteria=tuple(_criterion_from_json(each) for each in kept["criteria"]),
        weights={role: dict(weights) for role, weights in kept["weights"].items()},
        raters=kept["raters"],
        most_not_seen=kept["most_not_seen"],
        sufficient=Decimal(kept["sufficient"]),
        good=Decimal(kept["good"]),
        least_per_criterion=Decimal(kept["least_per_criterion"]),
    )


def _criterion_to_json(criterion: RubricCriterion) -> dict[str, Any]:
    return {
        "code": criterion.code,
        "title": criterion.title,
        "lowest": criterion.lowest,
        "highest": criterion.highest,
        "may_not_apply": criterion.may_not_apply,
        "is_knock_out": criterion.is_knock_out,
        "look_fors": list(criterion.look_fors),
    }


def _criterion_from_json(kept: dict[str, Any]) -> RubricCriterion:
    return RubricCriterion(**{**kept, "look_fors": tuple(kept["look_fors"])})
