"""Reads of rubrics and standard recordings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from assessments.models import CalibrationRecording, Rubric, RubricVersion

if TYPE_CHECKING:
    from django.db.models import QuerySet


def latest_rubric_version(rubric: Rubric) -> RubricVersion | None:
    """What observers fill in now. One query."""
    return rubric.versions.order_by("-number").first()


def rubrics_in_use() -> QuerySet[RubricVersion]:
    """The latest version of each published rubric. One query."""
    later = RubricVersion.objects.filter(rubric=OuterRef("rubric"), number__gt=OuterRef("number"))
    versions = RubricVersion.objects.filter(~Exists(later), rubric__live=True)
    return versions.select_related("rubric").defer("rubric__criteria").order_by("rubric__code")


def recordings_for(rubric: Rubric) -> QuerySet[CalibrationRecording]:
    """The published recordings on which raters of a rubric calibrate, by name."""
    return CalibrationRecording.objects.filter(rubric=rubric, live=True).order_by("slug")


def rubric_count() -> int:
    """How many rubrics are published."""
    return Rubric.objects.filter(live=True).count()
