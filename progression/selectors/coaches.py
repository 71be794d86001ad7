"""Reads about coaches together: how far they are in core tasks, and who guided whom."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Count

from people.api import everywhere
from progression.choices import Stage
from progression.models import Guide, SignOff, Trajectory

if TYPE_CHECKING:
    from collections.abc import Mapping

    from people.models import Municipality, User


def stages_in(municipality: Municipality) -> Mapping[int, Mapping[str, int]]:
    """How far everybody who is still there in a municipality is, per person and core task. One query."""
    stages: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Trajectory.objects.filter(municipality=municipality, left_on=None)
    for person, core_task, stage in rows.values_list("person_id", "core_task", "stage"):
        stages[person][core_task] = stage
    return stages


def stages_of(person: User, municipality: Municipality) -> dict[str, int]:
    """How far somebody is, per core task. One query."""
    rows = Trajectory.objects.filter(person=person, municipality=municipality)
    return dict(rows.values_list("core_task", "stage"))


def guides_of(person: User, municipality: Municipality) -> set[int]:
    """Who guided somebody in any core task. One query."""
    rows = Guide.objects.filter(trajectory__person=person, municipality=municipality)
    return set(rows.values_list("person_id", flat=True))


def road_counts() -> dict[str, int]:
    """How many roads are at each stage, over all municipalities, without those of who left. One query."""
    with everywhere():
        rows = Trajectory.objects.filter(left_on=None).order_by().values_list("stage")
        counts = dict(rows.annotate(number=Count("pk")))
    return {stage.name.lower(): counts.get(stage.value, 0) for stage in Stage}


def sign_off_count() -> int:
    """How many signatures stand, over all municipalities. One query."""
    with everywhere():
        return SignOff.objects.filter(revocation__isnull=True).count()
