"""What a municipality agrees and plans: filled in by its lead or its administrator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.log_actions import log

from core.access import require
from progression.models import PlannedTask, PoolMember, Takeover, TenantGroup
from progression.permissions import can_own_contract, can_plan_takeover

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from people.models import Municipality, User


@dataclass(frozen=True, slots=True)
class PlannedHours:
    """What a year asks of one core task."""

    hours: Decimal
    hours_per_coach: Decimal
    minimum_coaches: int


@transaction.atomic
def keep_plan(
    *, person: User, municipality: Municipality, year: int, planned: Mapping[str, PlannedHours]
) -> None:
    """Make the plan of a year what is given: core tasks that are not in it are taken out. Three queries."""
    require(can_plan_takeover(person, municipality))
    rows = [
        PlannedTask(
            municipality=municipality,
            year=year,
            core_task=task,
            hours=each.hours,
            hours_per_coach=each.hours_per_coach,
            minimum_coaches=each.minimum_coaches,
        )
        for task, each in planned.items()
    ]
    PlannedTask.objects.filter(municipality=municipality, year=year).exclude(core_task__in=planned).delete()
    PlannedTask.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["municipality", "year", "core_task"],
        update_fields=["hours", "hours_per_coach", "minimum_coaches"],
    )
    log(instance=municipality, action="progression.plan", user=person, data={"year": year})


@transaction.atomic
def keep_agreements(*, person: User, municipality: Municipality, agreed: Mapping[str, Any]) -> Takeover:
    """Write down what was agreed about the takeover."""
    require(can_plan_takeover(person, municipality))
    owner = agreed.get("contract_owner")
    if owner is not None:
        require(can_own_contract(owner, municipality))
    takeover, _ = Takeover.objects.update_or_create(municipality=municipality, defaults=dict(agreed))
    log(instance=takeover, action="progression.agreements", user=person)
    return takeover


@transaction.atomic
def share_coaches(*, municipality: Municipality, group: str, since: date) -> PoolMember:
    """Let a municipality share its coaches with a group from a day on; one that shares already stays where it is."""
    wanted, _ = TenantGroup.objects.get_or_create(name=group)
    member, _ = PoolMember.objects.get_or_create(
        municipality=municipality, defaults={"group": wanted, "since": since}
    )
    return member
