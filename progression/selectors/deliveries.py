"""Reads of work that was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people.api import everywhere
from progression.models import Delivery
from progression.rules.degree import Session

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from people.models import Municipality
    from progression.models.deliveries import DeliveryQuerySet


def deliveries_in(municipality: Municipality, *, since: date, until: date) -> DeliveryQuerySet:
    """The work of a municipality that counts, from one day until and including another, the latest first."""
    rows: DeliveryQuerySet = Delivery.objects.filter(
        municipality=municipality, held_on__gte=since, held_on__lte=until
    )
    return rows.in_force().order_by("-held_on", "-pk")


def sessions_of(deliveries: Iterable[Delivery]) -> tuple[Session, ...]:
    """The same work, as the rules know it."""
    return tuple(
        Session(each.core_task, each.mode, each.hours, each.held_on, each.coach_id) for each in deliveries
    )


def delivery_count() -> int:
    """How many deliveries count, over all municipalities."""
    with everywhere():
        rows: DeliveryQuerySet = Delivery.objects.all()
        return rows.in_force().count()
