"""What the proeve asks of forms: which rubric, whose word counts, who coached, and what the ratings come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.choices import CalibrationState, RaterRelation
from assessments.models import CalibrationRun, ObservationRater, RubricVersion
from assessments.rules import calibration, proeve
from people.api import everywhere

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from assessments.rules.rubrics import Rubric
    from assessments.selectors.sheets import Sheet
    from people.models import Municipality, User

RUBRIC = "kijkkader-proeve"
COACHES = (RaterRelation.OWN_TRAINER, RaterRelation.OWN_COACH)


def proeve_rubric() -> RubricVersion | None:
    """The rubric that assessors of a proeve fill in now, or None when it is not published. One query."""
    versions = RubricVersion.objects.filter(rubric__code=RUBRIC, rubric__live=True)
    return versions.select_related("rubric").order_by("-number").first()


def calibrated_people(rubric: Rubric, *, as_of: date) -> set[int]:
    """Everybody whose word counts on a day, wherever they were calibrated. One query."""
    wanted = set(rubric.codes)
    with everywhere():
        runs = list(
            CalibrationRun.objects.filter(state=CalibrationState.PASSED).select_related("rubric_version")
        )
    return {
        run.person_id
        for run in runs
        if run.completed_on is not None
        and calibration.is_calibrated([run.completed_on], as_of=as_of)
        and set(run.rubric_version.as_rule().codes) <= wanted
    }


def coached_in_forms(candidate: User, municipality: Municipality) -> set[int]:
    """Who rated somebody as their own trainer or coach. One query."""
    rows = ObservationRater.objects.filter(
        observation__candidate=candidate, municipality=municipality, relation__in=COACHES
    )
    return set(rows.values_list("rater_id", flat=True))


def proeve_of(
    sheet: Sheet, *, verdicts: Mapping[int, bool], raised: Mapping[str, int], stopped: bool = False
) -> proeve.Proeve:
    """What a proeve comes to, from the forms, the interview and the verdicts of its assessors."""
    return proeve.decide(
        sheet.rubric,
        sheet.observation.role,
        sheet.ratings,
        verdicts=verdicts,
        raised=raised,
        knocked_out=any(row.knock_out for row in sheet.rated),
        stopped=stopped,
    )


def problems_of_interview(
    sheet: Sheet, raised: Mapping[str, int]
) -> list[tuple[proeve.InterviewProblem, str]]:
    """Why an interview may not raise these criteria."""
    return proeve.interview_problems(sheet.ratings, raised)


def open_for_interview(sheet: Sheet) -> list[str]:
    """The criteria that an interview may raise."""
    lowest = proeve.LOWEST
    return [
        code for code in sheet.rubric.codes if not proeve.interview_problems(sheet.ratings, {code: lowest})
    ]
