"""Reads of work that was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

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


def last_words_in(municipality: Municipality, *, since: date, until: date) -> DeliveryQuerySet:
    """The same with what was not held after all: the last that was told about each piece of work."""
    rows: DeliveryQuerySet = Delivery.objects.filter(
        municipality=municipality, held_on__gte=since, held_on__lte=until, corrected_by__isnull=True
    )
    return rows.order_by("-held_on", "-pk")


def work_told_in(municipality: Municipality) -> DeliveryQuerySet:
    """The last word about all work of a municipality, with what it corrects; also what was not held after all."""
    rows: DeliveryQuerySet = Delivery.objects.filter(municipality=municipality, corrected_by__isnull=True)
    return rows.select_related("corrects", "corrector", "coach", "municipality").order_by("-held_on", "-pk")


def told_before(told: Delivery) -> list[Delivery]:
    """What was told about the same work before, the first one last. One query."""
    first = told.key.partition("#")[0]
    rows = Delivery.objects.filter(
        Q(key=first) | Q(key__startswith=f"{first}#"), municipality=told.municipality_id, pk__lt=told.pk
    )
    return list(rows.select_related("corrector").order_by("-pk"))


def work_known_as(municipality: Municipality, *, key: str) -> Delivery | None:
    """The last that was told about the work with a key, if any. One query."""
    rows = Delivery.objects.filter(Q(key=key) | Q(key__startswith=f"{key}#"), municipality=municipality)
    return rows.filter(corrected_by__isnull=True).first()


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
