"""Whether a rater sees what the reference sees: after standard recordings, for six months. No database, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from assessments.rules.agreement import Pair, share_within, weighted_kappa
from assessments.rules.calendar import months_after
from assessments.rules.observing import Given, rounded

RECORDINGS = 3
KAPPA_NEEDED = Decimal("0.60")
SHARE_NEEDED = Decimal(80)  # percent within one level
LASTS = 6  # months
MOST_TO_PRACTISE = 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a rater and the reference said of one criterion of one recording."""

    recording: str
    criterion: str
    rated: Given
    reference: Given

    @property
    def pair(self) -> Pair | None:
        """Both levels, when both gave one."""
        if self.rated.level is None or self.reference.level is None:
            return None
        return self.rated.level, self.reference.level

    @property
    def distance(self) -> int | None:
        """How many levels they are apart; None when only one of them saw something."""
        if self.pair is not None:
            return abs(self.pair[0] - self.pair[1])
        return 0 if self.rated.level is None and self.reference.level is None else None

    @property
    def is_close(self) -> bool:
        """Whether they differ by no more than one level, or agree that there was nothing to see."""
        return self.distance is not None and self.distance <= 1


@dataclass(frozen=True, slots=True)
class CriterionAgreement:
    """How a rater agrees with the reference on one criterion, over all recordings; shares in percent."""

    code: str
    close: Decimal
    exact: Decimal
    leaning: Decimal  # above zero: rates higher than the reference


@dataclass(frozen=True, slots=True)
class Calibration:
    """How a rater agrees with the reference, and what to practise."""

    passed: bool
    kappa: Decimal | None
    close: Decimal
    exact: Decimal | None
    per_criterion: tuple[CriterionAgreement, ...]
    to_practise: tuple[str, ...]


def compare(
    rated: Mapping[str, Mapping[str, Given]], reference: Mapping[str, Mapping[str, Given]]
) -> list[Comparison]:
    """Put a rater's forms beside the reference, criterion by criterion."""
    return [
        Comparison(recording, criterion, rated[recording].get(criterion, Given()), given)
        for recording, expected in reference.items()
        if recording in rated
        for criterion, given in expected.items()
    ]


def calibrate(comparisons: Sequence[Comparison]) -> Calibration:
    """Judge a rater: passed with a kappa of 0.60, or with 80 percent within one level, over three recordings.

    Seeing a level where the reference saw nothing, or nothing where it gave a level, is not close.
    """
    pairs = [comparison.pair for comparison in comparisons if comparison.pair is not None]
    kappa = weighted_kappa(pairs)
    close = _share(comparison.is_close for comparison in comparisons)
    is_complete = len({comparison.recording for comparison in comparisons}) >= RECORDINGS
    agrees = (kappa is not None and kappa >= KAPPA_NEEDED) or close >= SHARE_NEEDED
    per_criterion = _per_criterion(comparisons)
    return Calibration(
        passed=is_complete and agrees,
        kappa=kappa,
        close=close,
        exact=share_within(pairs, levels=0),
        per_criterion=per_criterion,
        to_practise=_to_practise(per_criterion),
    )


def valid_until(passed_on: date) -> date:
    """The last day on which a calibration counts."""
    return months_after(passed_on, LASTS)


def is_calibrated(passed_on: Iterable[date], *, as_of: date) -> bool:
    """Whether somebody passed at most six months before a day."""
    return any(day <= as_of <= valid_until(day) for day in passed_on)


def _per_criterion(comparisons: Sequence[Comparison]) -> tuple[CriterionAgreement, ...]:
    grouped: dict[str, list[Comparison]] = {}
    for comparison in comparisons:
        grouped.setdefault(comparison.criterion, []).append(comparison)
    return tuple(_agreement_on(code, group) for code, group in grouped.items())


def _agreement_on(code: str, group: Sequence[Comparison]) -> CriterionAgreement:
    differences = [c.pair[0] - c.pair[1] for c in group if c.pair is not None]
    leaning = Fraction(sum(differences), len(differences)) if differences else Fraction()
    return CriterionAgreement(
        code=code,
        close=_share(comparison.is_close for comparison in group),
        exact=_share(comparison.distance == 0 for comparison in group),
        leaning=rounded(leaning),
    )


def _to_practise(per_criterion: Iterable[CriterionAgreement]) -> tuple[str, ...]:
    """The criteria with the least agreement, the weakest first; nothing where all was exact."""
    off = [each for each in per_criterion if each.exact < 100]
    weakest = sorted(off, key=lambda each: (each.close, each.exact, -abs(each.leaning), each.code))
    return tuple(each.code for each in weakest[:MOST_TO_PRACTISE])


def _share(flags: Iterable[bool]) -> Decimal:
    flags = list(flags)
    return rounded(Fraction(100 * sum(flags), len(flags))) if flags else Decimal(0)
