"""The decision about a proeve van bekwaamheid (the final assessment of a coach). No database, no clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from assessments.choices import Absence, Decision
from assessments.rules.observing import Rating, means, that_count, weighted_mean
from assessments.rules.rubrics import HIGHEST, LOWEST, Rubric

MEAN_NEEDED = Decimal(3)
LEAST_PER_CRITERION = Decimal(2)
HEAVY = ("K2", "K6", "K7", "K8")
LEAST_FOR_HEAVY = Decimal("2.5")
MOST_RAISED = 2
NEVER_RAISED = "K9"
ASSESSORS = 2


class Shortage(StrEnum):
    """What is missing."""

    MEAN = "mean"
    CRITERION = "criterion"
    HEAVY_CRITERION = "heavy_criterion"
    NOT_SEEN = "not_seen"
    KNOCK_OUT = "knock_out"
    ASSESSORS = "assessors"


class InterviewProblem(StrEnum):
    """Why an interview may not raise a criterion."""

    TOO_MANY = "too_many"
    NEVER = "never"
    WAS_SEEN = "was_seen"
    TOO_LOW = "too_low"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Proeve:
    """The decision, the weighted mean, and everything that is missing."""

    decision: Decision
    mean: Decimal | None
    shortages: tuple[tuple[Shortage, str], ...] = ()


def interview_problems(
    ratings: Iterable[Rating], raised: Mapping[str, int]
) -> list[tuple[InterviewProblem, str]]:
    """Why an interview may not raise these criteria to these levels.

    It raises at most two, only from "not seen" to a level, never K9 and never what somebody rated below 2.
    """
    given = _by_criterion(ratings)
    found = [(InterviewProblem.TOO_MANY, "")] if len(raised) > MOST_RAISED else []
    for code, level in raised.items():
        problem = _interview_problem(code, level, given[code])
        if problem is not None:
            found.append((problem, code))
    return found


def _interview_problem(code: str, level: int, given: Collection[Rating]) -> InterviewProblem | None:
    if code == NEVER_RAISED:
        return InterviewProblem.NEVER
    if not LOWEST <= level <= HIGHEST:
        return InterviewProblem.LEVEL
    if any(rating.level is not None and rating.level < LEAST_PER_CRITERION for rating in given):
        return InterviewProblem.TOO_LOW
    if not given or any(rating.absence != Absence.NOT_SEEN for rating in given):
        return InterviewProblem.WAS_SEEN
    return None


def decide(
    rubric: Rubric,
    role: str,
    ratings: Iterable[Rating],
    *,
    verdicts: Mapping[int, bool],
    raised: Mapping[str, int] | None = None,
    knocked_out: bool = False,
    stopped: bool = False,
) -> Proeve:
    """Decide about a session from both assessors' ratings and verdicts; a third decides when these differ.

    What an interview may not raise stays "not seen".
    """
    if stopped:
        return Proeve(Decision.STOPPED, None)
    ratings = that_count(ratings)
    per_criterion = {**means(rubric, ratings), **_allowed(ratings, raised or {})}
    mean = weighted_mean(per_criterion, rubric.weights_for(role))
    shortages = (
        *_knock_out(rubric, ratings, knocked_out=knocked_out),
        *_too_low(per_criterion),
        *([] if mean is not None and mean >= MEAN_NEEDED else [(Shortage.MEAN, "")]),
    )
    return Proeve(_decision(shortages, verdicts), mean, _with_assessors(shortages, verdicts))


def _allowed(ratings: Collection[Rating], raised: Mapping[str, int]) -> dict[str, Fraction]:
    refused = interview_problems(ratings, raised)
    if any(problem == InterviewProblem.TOO_MANY for problem, _ in refused):
        return {}
    codes = {code for _, code in refused}
    return {code: Fraction(level) for code, level in raised.items() if code not in codes}


def _knock_out(
    rubric: Rubric, ratings: Iterable[Rating], *, knocked_out: bool
) -> Iterable[tuple[Shortage, str]]:
    failed = {r.criterion for r in ratings if r.criterion in rubric.knock_outs and r.level == LOWEST}
    return [(Shortage.KNOCK_OUT, ", ".join(sorted(failed)))] if failed or knocked_out else []


def _too_low(per_criterion: Mapping[str, Fraction | None]) -> Iterable[tuple[Shortage, str]]:
    for code, mean in per_criterion.items():
        if mean is None:
            if code in HEAVY:
                yield Shortage.NOT_SEEN, code
        elif mean < Fraction(LEAST_PER_CRITERION):
            yield Shortage.CRITERION, code
        elif code in HEAVY and mean < Fraction(LEAST_FOR_HEAVY):
            yield Shortage.HEAVY_CRITERION, code


def _decision(shortages: Collection[object], verdicts: Mapping[int, bool]) -> Decision:
    """Numbers that fall short never pass; assessors who differ send it to a third, whose word then counts."""
    if shortages or not any(verdicts.values()):
        return Decision.NOT_YET
    if len(verdicts) < ASSESSORS:
        return Decision.NOT_YET
    positive = sum(verdicts.values())
    if positive == len(verdicts):
        return Decision.PROFICIENT
    if len(verdicts) == ASSESSORS:
        return Decision.THIRD_ASSESSOR
    return Decision.PROFICIENT if positive > len(verdicts) - positive else Decision.NOT_YET


def _with_assessors(
    shortages: tuple[tuple[Shortage, str], ...], verdicts: Mapping[int, bool]
) -> tuple[tuple[Shortage, str], ...]:
    is_unanimous = len(verdicts) >= ASSESSORS and all(verdicts.values())
    return shortages if is_unanimous else (*shortages, (Shortage.ASSESSORS, ""))


def _by_criterion(ratings: Iterable[Rating]) -> dict[str, list[Rating]]:
    given: dict[str, list[Rating]] = defaultdict(list)
    for rating in that_count(ratings):
        given[rating.criterion].append(rating)
    return given
