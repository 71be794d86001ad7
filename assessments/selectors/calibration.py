"""Reads of calibrations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.choices import CalibrationState
from assessments.models import CalibrationRun
from assessments.rules import calibration as rules
from people.api import everywhere

if TYPE_CHECKING:
    from datetime import date

    from assessments.rules.rubrics import Rubric
    from people.models import User


def passed_on(person: User, rubric: Rubric) -> list[date]:
    """The days on which a rater passed on the criteria of a rubric, or on a part of them. One query.

    Wherever that was: it is the rater who is calibrated, not the municipality.
    """
    with everywhere():
        runs = list(
            CalibrationRun.objects.filter(person=person, state=CalibrationState.PASSED).select_related(
                "rubric_version"
            )
        )
    wanted = set(rubric.codes)
    return [
        run.completed_on
        for run in runs
        if run.completed_on is not None and set(run.rubric_version.as_rule().codes) <= wanted
    ]


def is_calibrated(person: User, *, rubric: Rubric, as_of: date) -> bool:
    """Whether a rater's word counts on a day."""
    return rules.is_calibrated(passed_on(person, rubric), as_of=as_of)
