"""From what raters saw to a result with its reasons. No database, no clock.

A level is 1 to 4. Who saw nothing of a criterion says "not seen"; what could not occur "does not apply". The mean
over the raters who gave a level counts per criterion, the role's weights make one number of them, and that number is
rounded to two decimals before it is compared, so that everybody can check it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from assessments.choices import Absence, Outcome
from assessments.rules.calendar import months_after
from assessments.rules.rubrics import HIGHEST, LOWEST, Rubric

HUNDREDTH = Decimal("0.01")
TOO_FAR_APART = 2
EVIDENCE_LASTS = 12  # months


class Reason(StrEnum):
    """Why it comes to that."""

    NO_RATER_COUNTS = "no_rater_counts"
    TOO_FEW_SEEN = "too_few_seen"
    KNOCK_OUT = "knock_out"
    CRITERION_TOO_LOW = "criterion_too_low"
    MEAN_TOO_LOW = "mean_too_low"
    MEAN_SUFFICIENT = "mean_sufficient"
    MEAN_GOOD = "mean_good"


class FormProblem(StrEnum):
    """What is not right yet on a form."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    LEVEL = "level"
    LEVEL_AND_ABSENCE = "level_and_absence"
    TOO_MANY_NOT_SEEN = "too_many_not_seen"
    ALWAYS_APPLIES = "always_applies"
    KNOCK_OUT_UNEXPLAINED = "knock_out_unexplained"


@dataclass(frozen=True, slots=True)
class Given:
    """What one rater said of one criterion: a level, or why there is none."""

    level: int | None = None
    absence: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """What a rater said of a criterion in a round; a later round counts instead of an earlier one."""

    rater: int
    criterion: str
    level: int | None = None
    absence: str = ""
    round: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of a result: how it was rated and how heavy it was, in percent of the whole."""

    code: str
    mean: Decimal | None
    weight: int
    share: Decimal


@dataclass(frozen=True, slots=True)
class Result:
    """What an observation comes to, how, and why."""

    outcome: Outcome
    mean: Decimal | None
    lines: tuple[Line, ...]
    reasons: tuple[tuple[Reason, str], ...]

    @property
    def is_enough(self) -> bool:
        """Whether this is what somebody needs to show."""
        return self.outcome in {Outcome.SUFFICIENT, Outcome.GOOD}


def form_problems(
    rubric: Rubric, given: Mapping[str, Given], *, knock_out: bool = False, motivation: str = ""
) -> list[tuple[FormProblem, str]]:
    """What is not right yet on one rater's form, each with the criterion that it is about."""
    found = [(FormProblem.MISSING, code) for code in rubric.codes if code not in given]
    found += [(FormProblem.UNKNOWN, code) for code in given if code not in rubric.codes]
    for code, each in given.items():
        problem = _problem_of(rubric, code, each)
        if problem is not None:
            found.append((problem, code))
    not_seen = [code for code, each in given.items() if each.absence == Absence.NOT_SEEN]
    if len(not_seen) > rubric.most_not_seen:
        found.append((FormProblem.TOO_MANY_NOT_SEEN, ""))
    if needs_motivation(rubric, given, knock_out=knock_out) and not motivation.strip():
        found.append((FormProblem.KNOCK_OUT_UNEXPLAINED, ""))
    return found


def needs_motivation(rubric: Rubric, given: Mapping[str, Given], *, knock_out: bool) -> bool:
    """Whether a form says that something went so wrong that it has to be explained."""
    return knock_out or any(each.level == LOWEST for code, each in given.items() if code in rubric.knock_outs)


def _problem_of(rubric: Rubric, code: str, given: Given) -> FormProblem | None:
    if code not in rubric.codes:
        return None
    if given.level is not None and given.absence:
        return FormProblem.LEVEL_AND_ABSENCE
    if given.absence == Absence.NOT_APPLICABLE and not rubric.named(code).may_not_apply:
        return FormProblem.ALWAYS_APPLIES
    if given.absence in set(Absence):
        return None
    if given.absence or given.level is None or not LOWEST <= given.level <= HIGHEST:
        return FormProblem.LEVEL
    return None


def that_count(ratings: Iterable[Rating]) -> list[Rating]:
    """The ratings of each rater's latest round per criterion, in a fixed order."""
    latest: dict[tuple[int, str], Rating] = {}
    for rating in ratings:
        key = (rating.rater, rating.criterion)
        if key not in latest or rating.round > latest[key].round:
            latest[key] = rating
    return [latest[key] for key in sorted(latest)]


def needs_discussion(ratings: Iterable[Rating]) -> tuple[str, ...]:
    """The criteria on which raters differ by two levels or more, as they rated last."""
    levels = _levels(that_count(ratings))
    return tuple(sorted(code for code, given in levels.items() if max(given) - min(given) >= TOO_FAR_APART))


def to_discuss(ratings: Iterable[Rating]) -> dict[str, frozenset[int]]:
    """Who still has to rate again, per criterion on which raters differed too much when they first rated.

    Both say again what they think, also when the first of them closes the gap: what each made of the discussion
    stands on record. Who rated again is done, also when the difference stays.
    """
    every = list(ratings)
    apart = needs_discussion(rating for rating in every if rating.round == 1)
    to_do = {code: _only_rated_once(code, every) for code in {*apart, *needs_discussion(every)}}
    return {code: raters for code, raters in sorted(to_do.items()) if raters}


def _only_rated_once(code: str, ratings: Iterable[Rating]) -> frozenset[int]:
    latest = [rating for rating in that_count(ratings) if rating.criterion == code]
    return frozenset(r.rater for r in latest if r.level is not None and r.round == 1)


def means(rubric: Rubric, ratings: Iterable[Rating]) -> dict[str, Fraction | None]:
    """The mean level per criterion over who gave a level; None where nobody did."""
    levels = _levels(that_count(ratings))
    return {
        code: Fraction(sum(levels[code]), len(levels[code])) if levels.get(code) else None
        for code in rubric.codes
    }


def weighted_mean(means: Mapping[str, Fraction | None], weights: Mapping[str, int]) -> Decimal | None:
    """One number over the criteria that were seen, on two decimals; None when nothing that weighs was seen."""
    seen = {code: mean for code, mean in means.items() if mean is not None}
    total = sum(weights[code] for code in seen)
    if not total:
        return None
    return rounded(sum((mean * weights[code] for code, mean in seen.items()), Fraction()) / total)


def result(
    rubric: Rubric,
    role: str,
    ratings: Iterable[Rating],
    *,
    counting: Collection[int],
    knocked_out_by: Collection[int] = (),
) -> Result:
    """What an observation comes to, from the raters whose word counts; a knock-out overrides the rest."""
    ratings = [rating for rating in that_count(ratings) if rating.rater in counting]
    weights = rubric.weights_for(role)
    per_criterion = means(rubric, ratings)
    mean = weighted_mean(per_criterion, weights)
    lines = _lines(per_criterion, weights)
    unsigned = Result(Outcome.TOO_FEW, mean, lines, ())
    knocked_out = _knocked_out(rubric, ratings) or bool(set(knocked_out_by) & set(counting))
    if knocked_out:
        return replace(unsigned, outcome=Outcome.INSUFFICIENT, reasons=((Reason.KNOCK_OUT, ""),))
    if not ratings:
        return replace(unsigned, reasons=((Reason.NO_RATER_COUNTS, ""),))
    if mean is None or _seen(per_criterion) < fewest_seen(rubric, ratings):
        return replace(unsigned, reasons=((Reason.TOO_FEW_SEEN, ""),))
    return _judged(rubric, unsigned, per_criterion, mean)


def fewest_seen(rubric: Rubric, ratings: Iterable[Rating]) -> int:
    """How many criteria somebody must have seen; what did not apply to anybody is not asked."""
    absences = defaultdict(set)
    for rating in that_count(ratings):
        absences[rating.criterion].add(rating.absence)
    not_asked = sum(1 for given in absences.values() if given == {Absence.NOT_APPLICABLE})
    return len(rubric.criteria) - not_asked - rubric.most_not_seen


def counts_as_evidence(*, signed_by: int, required: int, occurred_on: date, as_of: date) -> bool:
    """Whether a session shows something for a stage: signed by enough raters, and not older than twelve months."""
    return signed_by >= required and months_after(as_of, -EVIDENCE_LASTS) <= occurred_on <= as_of


def rounded(number: Fraction | Decimal) -> Decimal:
    """A number on two decimals, halves upwards."""
    if isinstance(number, Fraction):
        number = Decimal(number.numerator) / Decimal(number.denominator)
    return number.quantize(HUNDREDTH, ROUND_HALF_UP)


def _judged(
    rubric: Rubric, unsigned: Result, per_criterion: Mapping[str, Fraction | None], mean: Decimal
) -> Result:
    too_low = [
        (Reason.CRITERION_TOO_LOW, code)
        for code, level in per_criterion.items()
        if level is not None and level < Fraction(rubric.least_per_criterion)
    ]
    if mean < rubric.sufficient:
        reasons = ((Reason.MEAN_TOO_LOW, ""), *too_low)
        return replace(unsigned, outcome=Outcome.INSUFFICIENT, reasons=reasons)
    if too_low:
        return replace(unsigned, outcome=Outcome.INSUFFICIENT, reasons=tuple(too_low))
    if mean < rubric.good:
        return replace(unsigned, outcome=Outcome.SUFFICIENT, reasons=((Reason.MEAN_SUFFICIENT, ""),))
    return replace(unsigned, outcome=Outcome.GOOD, reasons=((Reason.MEAN_GOOD, ""),))


def _lines(per_criterion: Mapping[str, Fraction | None], weights: Mapping[str, int]) -> tuple[Line, ...]:
    total = sum(weights[code] for code, mean in per_criterion.items() if mean is not None)
    return tuple(
        Line(
            code=code,
            mean=None if mean is None else rounded(mean),
            weight=weights[code],
            share=rounded(Fraction(100 * weights[code], total)) if mean is not None and total else Decimal(0),
        )
        for code, mean in per_criterion.items()
    )


def _seen(per_criterion: Mapping[str, Fraction | None]) -> int:
    return sum(1 for mean in per_criterion.values() if mean is not None)


def _knocked_out(rubric: Rubric, ratings: Iterable[Rating]) -> bool:
    return any(rating.level == LOWEST and rating.criterion in rubric.knock_outs for rating in ratings)


def _levels(ratings: Iterable[Rating]) -> dict[str, list[int]]:
    levels = defaultdict(list)
    for rating in ratings:
        if rating.level is not None:
            levels[rating.criterion].append(rating.level)
    return levels
