"""Telling that work was done, and correcting what was told."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.log_actions import log

from core.access import require
from people.api import require_within, standing_of
from people.choices import Role
from progression.models import Delivery
from progression.permissions import can_correct
from progression.rules.correcting import LED_AS
from progression.services.correcting import Correction, tell_again
from progression.services.trajectories import NotPossibleError

if TYPE_CHECKING:
    from datetime import date, datetime

    from people.models import Municipality, Team, User
    from progression.choices import CoreTask, DeliveryMode

MOST_HOURS = Decimal(24)


@dataclass(frozen=True, slots=True)
class Work:
    """Work that was done with people: what, when, how long, in which way, and who led it for the municipality."""

    key: str
    title: str
    core_task: CoreTask | str
    mode: DeliveryMode | str
    hours: Decimal
    held_on: date
    coach: User | None = None
    team: Team | None = None


def record_delivery(*, municipality: Municipality, work: Work, now: datetime) -> None:
    """Tell that work was done; told twice it is one row, and the first telling stays. One query."""
    require_within(municipality.pk)
    row = Delivery(
        municipality=municipality,
        key=work.key,
        title=work.title[:120],
        core_task=work.core_task,
        mode=work.mode,
        hours=work.hours,
        held_on=work.held_on,
        coach=work.coach,
        team=work.team,
        recorded_at=now,
    )
    Delivery.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def correct_delivery(
    *,
    person: User,
    delivery: Delivery,
    hours: Decimal,
    mode: DeliveryMode | str,
    coach: User | None,
    reason: str,
    now: datetime,
) -> Delivery:
    """Say what it should have been, with a reason; no hours means that it was not held. The first row stays.

    What people did at it is told to the ledger anew, so what counts for their stages follows.
    """
    require(can_correct(person, delivery.municipality))
    wrong = (
        Delivery.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=delivery.pk)
    )
    led_by = coach if mode in LED_AS else None
    _refuse_unless_possible(wrong, hours=hours, reason=reason)
    _refuse_unless_led(wrong, person=person, coach=led_by)
    corrected = _beside(
        wrong, hours=hours, mode=mode, coach=led_by, reason=reason.strip(), corrector=person, recorded_at=now
    )
    tell_again(Correction(wrong, corrected, by=person, now=now))
    log(instance=corrected, action="progression.correct_delivery", user=person, title=wrong.title)
    return corrected


def _beside(wrong: Delivery, **right: Any) -> Delivery:
    """A new row about the same work that points at the old one."""
    return Delivery.objects.create(
        municipality=wrong.municipality,
        key=_next_key(wrong.key),
        title=wrong.title,
        core_task=wrong.core_task,
        held_on=wrong.held_on,
        team=wrong.team,
        corrects=wrong,
        **right,
    )


def _refuse_unless_possible(wrong: Delivery, *, hours: Decimal, reason: str) -> None:
    if not reason.strip():
        raise NotPossibleError("reason_is_empty")
    if not 0 <= hours <= MOST_HOURS:
        raise NotPossibleError("hours_do_not_fit")
    if Delivery.objects.filter(corrects=wrong).exists():
        raise NotPossibleError("corrected_already")


def _refuse_unless_led(wrong: Delivery, *, person: User, coach: User | None) -> None:
    """Nobody corrects what counts for themselves, and only a coach of the municipality led it."""
    if person.pk in {wrong.coach_id, coach.pk if coach else None}:
        raise NotPossibleError("your_own_work")
    is_new = coach is not None and coach.pk != wrong.coach_id
    if is_new and not standing_of(coach).has(Role.COACH, wrong.municipality_id):  # type: ignore[arg-type]
        raise NotPossibleError("no_coach_here")


def _next_key(key: str) -> str:
    first, _, number = key.partition("#")
    return f"{first}#{int(number or 1) + 1}"
