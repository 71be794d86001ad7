"""Which learning goal is tested by what, and where the gaps are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessments.choices import Purpose

THIN = 2  # a goal with fewer questions than this in a bank is thin


@dataclass(frozen=True, slots=True)
class Goal:
    """Something that a learner can do after a lesson."""

    code: str
    module: str
    text: str
    pk: int = 0


@dataclass(frozen=True, slots=True)
class GoalCoverage:
    """How many questions of each bank test a goal."""

    goal: Goal
    counts: tuple[tuple[str, int], ...]  # in the order of Purpose

    @property
    def total(self) -> int:
        """All banks together."""
        return sum(number for _, number in self.counts)

    @property
    def is_gap(self) -> bool:
        """Whether nothing tests it."""
        return self.total == 0


@dataclass(frozen=True, slots=True)
class ModuleCoverage:
    """The goals of a module."""

    module: str
    goals: tuple[GoalCoverage, ...]

    @property
    def gaps(self) -> int:
        """How many of its goals nothing tests."""
        return sum(each.is_gap for each in self.goals)


def coverage_of(goals: Iterable[Goal], tested: Iterable[tuple[str, str]]) -> tuple[ModuleCoverage, ...]:
    """The coverage per module, from pairs of a goal's code and the purpose of a question that tests it."""
    counts = Counter(tested)
    modules: dict[str, list[GoalCoverage]] = {}
    for goal in sorted(goals, key=lambda goal: (in_order(goal.module), in_order(goal.code))):
        row = tuple((purpose, counts[goal.code, purpose]) for purpose in Purpose.values)
        modules.setdefault(goal.module, []).append(GoalCoverage(goal, row))
    return tuple(ModuleCoverage(module, tuple(rows)) for module, rows in modules.items())


def in_order(code: str) -> Sequence[int | str]:
    """M2 before M10: the numbers in a code count as numbers."""
    return tuple(int(part) if part.isdigit() else part for part in re.findall(r"[0-9]+|[^0-9]+", code))
