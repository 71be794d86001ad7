"""Reads about coaches together: who they are, how far they are in core tasks, and who guided whom."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.timezone import localdate

from people.api import everywhere
from people.choices import Role
from people.models import Membership, User
from progression.choices import Stage
from progression.models import Guide, SignOff, Trajectory

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from people.models import Municipality
    from progression.models import Delivery


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


def coaches_in(municipality: Municipality) -> QuerySet[User]:
    """The internal coaches of a municipality today, by name. One query."""
    return _with_role(municipality, Role.COACH)


def who_may_have_led(told: Delivery) -> QuerySet[User]:
    """The internal coaches of a municipality today, with who led this work as it was told, by name. One query."""
    coaches = coaches_in(told.municipality).values("pk")
    found = User.objects.filter(Q(pk__in=coaches) | Q(pk=told.coach_id))
    return found.order_by("last_name", "first_name")


def trainers_in(municipality: Municipality) -> QuerySet[User]:
    """The trainers of a municipality today, by name. One query."""
    return _with_role(municipality, Role.TRAINER)


def people_on_a_road(municipality: Municipality) -> QuerySet[User]:
    """Who is on a road in a municipality, or trains somebody who is, by name. One query."""
    roads = Trajectory.objects.filter(municipality=municipality, left_on=None)
    people = User.objects.filter(Q(pk__in=roads.values("person")) | Q(pk__in=roads.values("trainer")))
    return people.order_by("last_name", "first_name")


def _with_role(municipality: Municipality, role: Role) -> QuerySet[User]:
    members = Membership.objects.filter(municipality=municipality, role=role).on(localdate())
    people = User.objects.filter(pk__in=members.values("person_id"), is_active=True)
    return people.order_by("last_name", "first_name")
