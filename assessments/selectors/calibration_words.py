"""The result of a calibration as it is read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assessments.choices import Absence
from assessments.rules.calibration import valid_until

if TYPE_CHECKING:
    from datetime import date

    from assessments.models import CalibrationRun

LEANS = Decimal("0.25")  # less than this is no leaning that somebody could hear


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """How a rater agrees with the reference on one criterion."""

    code: str
    title: str
    close: Decimal
    exact: Decimal
    leaning: str

    @property
    def percentage(self) -> int:
        """How long its bar is, of a hundred."""
        return round(self.exact)


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One criterion of one recording, with the reference and why."""

    code: str
    title: str
    rated: str
    reference: str
    why: str
    differs: bool


@dataclass(frozen=True, slots=True)
class CalibrationSheet:
    """A finished calibration as it is read."""

    run: CalibrationRun
    kappa: Decimal | None
    close: Decimal
    until: date | None
    per_criterion: tuple[CriterionResult, ...]
    to_practise: tuple[CriterionResult, ...]
    recordings: tuple[tuple[str, tuple[ComparedLine, ...]], ...]


def calibration_sheet(run: CalibrationRun) -> CalibrationSheet:
    """The result of a finished calibration. No queries."""
    titles = {each.code: each.title for each in run.rubric_version.as_rule().criteria}
    per_criterion = tuple(
        CriterionResult(
            code=row["code"],
            title=titles.get(row["code"], ""),
            close=Decimal(row["close"]),
            exact=Decimal(row["exact"]),
            leaning=_leaning(Decimal(row["leaning"])),
        )
        for row in run.result["per_criterion"]
    )
    by_code = {each.code: each for each in per_criterion}
    return CalibrationSheet(
        run=run,
        kappa=Decimal(run.result["kappa"]) if run.result["kappa"] else None,
        close=Decimal(run.result["close"]),
        until=valid_until(run.completed_on) if run.completed_on else None,
        per_criterion=per_criterion,
        to_practise=tuple(by_code[code] for code in run.result["to_practise"]),
        recordings=_recordings(run, titles),
    )


def _recordings(
    run: CalibrationRun, titles: dict[str, str]
) -> tuple[tuple[str, tuple[ComparedLine, ...]], ...]:
    lines: dict[str, list[ComparedLine]] = {slug: [] for slug in run.result["titles"]}
    for row in run.result["comparisons"]:
        lines[row["recording"]].append(
            ComparedLine(
                code=row["criterion"],
                title=titles.get(row["criterion"], ""),
                rated=_word(row["rated"]),
                reference=_word(row["reference"]),
                why=row["why"],
                differs=row["rated"] != row["reference"],
            )
        )
    return tuple((run.result["titles"][slug], tuple(rows)) for slug, rows in lines.items())


def _word(word: str) -> str:
    return word if word.isdigit() or not word else str(Absence(word).label)


def _leaning(leaning: Decimal) -> str:
    if leaning >= LEANS:
        return _("You rate higher than the reference.")
    if leaning <= -LEANS:
        return _("You rate lower than the reference.")
    return ""
