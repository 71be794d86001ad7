"""Reads of calibrations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, F, OuterRef, Subquery

from assessments.choices import CalibrationState
from assessments.models import CalibrationRating, CalibrationRecording, CalibrationRun
from assessments.rules import calibration as rules
from assessments.selectors.rubrics import recordings_for, rubrics_in_use
from people.api import everywhere

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from assessments.models import RubricVersion
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


def calibrated_until(person: User, *, rubric: Rubric, as_of: date) -> date | None:
    """The last day on which a rater's word counts, or None when it does not count on this day."""
    days = [day for day in passed_on(person, rubric) if rules.is_calibrated([day], as_of=as_of)]
    return max(map(rules.valid_until, days), default=None)


def calibrations_of(person: User) -> QuerySet[CalibrationRun]:
    """A rater's own calibrations, the latest first."""
    return CalibrationRun.objects.filter(person=person).select_related("rubric_version")


def versions_to_calibrate_on() -> list[RubricVersion]:
    """The rubrics in use that have enough standard recordings. One query."""
    recordings = CalibrationRecording.objects.filter(rubric=OuterRef("rubric"), live=True)
    how_many = recordings.order_by().values("rubric").annotate(found=Count("pk")).values("found")
    return list(rubrics_in_use().annotate(found=Subquery(how_many)).filter(found__gte=rules.RECORDINGS))


def recordings_of(run: CalibrationRun) -> list[tuple[CalibrationRecording, bool]]:
    """The recordings of a calibration, each with whether it was rated. Two queries."""
    rated = set(run.ratings.values_list("recording_id", flat=True))
    return [(recording, recording.pk in rated) for recording in run.recordings.order_by("slug")]


def least_known_recordings(person: User, version: RubricVersion) -> list[CalibrationRecording]:
    """The recordings that a rater rated longest ago, or never. One query."""
    with everywhere():
        rated = CalibrationRating.objects.filter(run__person=person, recording=OuterRef("pk"))
        latest = rated.order_by("-rated_at").values("rated_at")[:1]
        found = recordings_for(version.rubric).annotate(rated_at=Subquery(latest))
        return list(found.order_by(F("rated_at").asc(nulls_first=True), "slug")[: rules.RECORDINGS])
