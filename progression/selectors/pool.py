"""Municipalities that share their coaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from core.compiled import Given
from people.api import CompiledWithin, learning_on
from progression.choices import Stage
from progression.models import Pause, PoolMember, Trajectory

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from people.models import Municipality


def shared_by(municipality: Municipality, *, on: date) -> PoolMember | None:
    """The group with which a municipality shares its coaches on a day, if any. One query."""
    return next(iter(_SHARED.load(municipality_id=municipality.pk, on=on)), None)


def able_beside(member: PoolMember, *, on: date) -> QuerySet[Trajectory, tuple[int, str]]:
    """Who can do which core task alone in the other municipalities of a group: who works there and does not pause."""
    shared = Trajectory.objects.filter(
        Q(left_on=None) | Q(left_on__gt=on),
        municipality__in=_partners_of(member, on=on),
        stage__gte=Stage.INDEPENDENT,
        since__lte=on,
    )
    there = learning_on(on).filter(person=OuterRef("person"), municipality=OuterRef("municipality"))
    pausing = Pause.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=on),
        person=OuterRef("person"),
        municipality=OuterRef("municipality"),
        begins_on__lte=on,
    )
    return shared.filter(Exists(there), ~Exists(pausing)).values_list("person_id", "core_task")


# Every look at the takeover asks (ADR 0014).
_SHARED = CompiledWithin(
    lambda: PoolMember.objects.filter(since__lte=Given("on")).select_related("group").order_by("pk")
)


def _partners_of(member: PoolMember, *, on: date) -> Any:
    """The other municipalities with which one shares coaches."""
    others = PoolMember.objects.filter(group=member.group_id, since__lte=on)
    return others.exclude(municipality=member.municipality_id).values("municipality")
