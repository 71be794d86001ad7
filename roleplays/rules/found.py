"""What the checks of a scenario say: each problem at its scene or choice, and the totals of each end."""

from __future__ import annotations

from dataclasses import dataclass

from roleplays.choices import Problem, Severity
from roleplays.rules.totals import EndRange

WARNINGS = frozenset(
    {
        Problem.RECOGNISED_BY_LENGTH,
        Problem.RECOGNISED_BY_PLACE,
        Problem.NO_DILEMMA,
        Problem.NO_EFFECT,
        Problem.TOO_MANY_STATES,
    }
)


@dataclass(frozen=True, slots=True)
class Found:
    """Something that is wrong, and where."""

    problem: str
    node: str = ""
    choice: str = ""

    @property
    def severity(self) -> str:
        """Whether it stops publication."""
        return Severity.WARNING if self.problem in WARNINGS else Severity.ERROR

    @property
    def stops_publication(self) -> bool:
        """Whether it has to be mended first."""
        return self.severity == Severity.ERROR


@dataclass(frozen=True, slots=True)
class Report:
    """What the checks found, and the totals with which each end can be reached."""

    found: tuple[Found, ...]
    ranges: tuple[EndRange, ...] = ()
    maximum: int = 0

    @property
    def may_be_published(self) -> bool:
        """Whether nothing stops publication."""
        return not any(each.stops_publication for each in self.found)
