"""Reads of rubrics and standard recordings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from assessments.models import CalibrationRating, CalibrationRecording, Rubric, RubricVersion
from people.api import everywhere

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


def latest_rubric_version(rubric: Rubric) -> RubricVersion | None:
    """What observers fill in now. One query."""
    return rubric.versions.order_by("-number").first()


def rubrics_in_use() -> QuerySet[RubricVersion]:
    """The latest version of each published rubric. One query."""
    later = RubricVersion.objects.filter(rubric=OuterRef("rubric"), number__gt=OuterRef("number"))
    versions = RubricVersion.objects.filter(~Exists(later), rubric__live=True)
    return versions.select_related("rubric").defer("rubric__criteria").order_by("rubric__code")


def rubrics_in_use_since(moment: datetime) -> QuerySet[RubricVersion]:
    """The versions that were or became the latest of their rubric since a moment. One query."""
    replaced = RubricVersion.objects.filter(
        rubric=OuterRef("rubric"), number__gt=OuterRef("number"), made_at__lt=moment
    )
    versions = RubricVersion.objects.filter(~Exists(replaced)).select_related("rubric")
    return versions.defer("rubric__criteria").order_by("rubric__code", "number")


def recordings_for(rubric: Rubric) -> QuerySet[CalibrationRecording]:
    """The published recordings on which raters of a rubric calibrate, by name."""
    return CalibrationRecording.objects.filter(rubric=rubric, live=True).order_by("slug")


def rubric_count() -> int:
    """How many rubrics are published."""
    return Rubric.objects.filter(live=True).count()


def is_in_use(kept: Rubric | CalibrationRecording) -> bool:
    """Whether something hangs on a rubric or a recording, so that it has to stay. One query."""
    if isinstance(kept, Rubric):
        return bool(kept.versions.exists())
    with everywhere():
        return CalibrationRating.objects.filter(recording=kept).exists()
