"""When a municipality will do the work itself (domain text f.6): three dates, each with its assumption."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import exp, log
from random import Random

FEWEST_POINTS = 6
WIDEST_BAND = 12.0
GOAL = 0.90
LOWEST, HIGHEST = 0.01, 0.99
DRAWS = 1000
# Of so many municipalities the draws are not made again as long as their months stay as they are.
KNOWN_TRENDS = 500
AMBER_UNDER_DAYS = 90


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on the way to S4: how many sessions to go, how many a month are planned, and the least time it takes."""

    sessions_to_go: int
    per_month: Fraction
    least_months: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class BottomUp:
    """In how many months the work can be taken over; without months, the core tasks for which nobody gets there."""

    months: Fraction | None
    per_task: Mapping[str, Fraction | None]

    @property
    def slowest(self) -> tuple[str, ...]:
        """The core tasks on which it hangs."""
        return tuple(task for task, months in self.per_task.items() if months == self.months)


@dataclass(frozen=True, slots=True)
class Trend:
    """The month in which the line reaches the goal, with the band in which nine of ten draws lie."""

    month: float
    earliest: float
    latest: float


@dataclass(frozen=True, slots=True)
class Refused:
    """That no date is given, and why, as a key."""

    why: str


@dataclass(frozen=True, slots=True)
class Margin:
    """The days between taking over and the end of the contract."""

    days: int

    @property
    def signal(self) -> str:
        """How it stands: green, amber under ninety days, red below zero."""
        if self.days < 0:
            return "red"
        return "amber" if self.days < AMBER_UNDER_DAYS else "green"


def months_to_go(candidate: Candidate) -> Fraction | None:
    """In how many months a candidate is independent, or None when nothing is planned."""
    if candidate.sessions_to_go <= 0:
        return candidate.least_months
    if candidate.per_month <= 0:
        return None
    return max(Fraction(candidate.sessions_to_go) / candidate.per_month, candidate.least_months)


def covered_in(candidates: Sequence[Candidate], *, need: int) -> Fraction | None:
    """In how many months so many candidates are independent, or None when there are too few."""
    if need <= 0:
        return Fraction(0)
    months = sorted(each for candidate in candidates if (each := months_to_go(candidate)) is not None)
    return months[need - 1] if len(months) >= need else None


def bottom_up(tasks: Mapping[str, tuple[Sequence[Candidate], int]]) -> BottomUp:
    """Forecast A: a municipality is ready when its last core task is covered."""
    return last_of({task: covered_in(candidates, need=need) for task, (candidates, need) in tasks.items()})


def last_of(per_task: Mapping[str, Fraction | None]) -> BottomUp:
    """When the last core task is covered, for the months that each takes."""
    reached = [months for months in per_task.values() if months is not None]
    is_known = len(reached) == len(per_task)
    return BottomUp(max(reached, default=None) if is_known else None, per_task)


def trend(shares: Sequence[float], *, seed: int) -> Trend | Refused:
    """Forecast B: the month in which the strict degree reaches the goal, for monthly shares from month one."""
    return _trend(tuple(shares), seed)


@lru_cache(maxsize=KNOWN_TRENDS)
def _trend(shares: tuple[float, ...], seed: int) -> Trend | Refused:
    if len(shares) < FEWEST_POINTS:
        return Refused("too_few_months")
    heights = [_logit(share) for share in shares]
    start, slope = _line(heights)
    if slope <= 0:
        return Refused("no_growth")
    draws = sorted(_redrawn(heights, start, slope, seed=seed))
    earliest, latest = draws[DRAWS // 20], draws[-DRAWS // 20]
    if latest - earliest > WIDEST_BAND:
        return Refused("too_uncertain")
    return Trend(_reaches(start, slope), earliest, latest)


def planning_months(*counted: Fraction | float | None) -> float | None:
    """The latest of the forecasts that could be given."""
    known = [float(months) for months in counted if months is not None]
    return max(known, default=None)


def margin(*, contract_ends_on: date, taken_over_on: date) -> Margin:
    """Forecast C: how many days of the contract are left once the work has been taken over."""
    return Margin((contract_ends_on - taken_over_on).days)


def share_at(month: float, *, start: float, slope: float) -> float:
    """The share on the line in a month: never above the whole."""
    return 1 / (1 + exp(-(start + slope * month)))


def _logit(share: float) -> float:
    share = min(max(share, LOWEST), HIGHEST)
    return log(share / (1 - share))


def _line(heights: Sequence[float]) -> tuple[float, float]:
    """The start and slope of the least-squares line through heights at months one, two, three."""
    number = len(heights)
    middle, mean = (number + 1) / 2, sum(heights) / number
    spread = sum((month - middle) ** 2 for month in range(1, number + 1))
    slope = sum((month - middle) * height for month, height in enumerate(heights, start=1)) / spread
    return mean - slope * middle, slope


def _reaches(start: float, slope: float) -> float:
    return (_logit(GOAL) - start) / slope if slope > 0 else float("inf")


def _redrawn(heights: Sequence[float], start: float, slope: float, *, seed: int) -> list[float]:
    """Months in which lines through redrawn residuals reach the goal; the same seed gives the same months."""
    drawing = Random(seed)  # noqa: S311 - a band, not a secret
    fitted = [start + slope * month for month in range(1, len(heights) + 1)]
    residuals = [height - on_line for height, on_line in zip(heights, fitted, strict=True)]
    return [
        _reaches(*_line([on_line + drawing.choice(residuals) for on_line in fitted])) for _ in range(DRAWS)
    ]
