"""Reads of work that was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from core.compiled import Given
from people.api import CompiledWithin, everywhere
from progression.models import Delivery
from progression.rules.degree import Session

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from people.models import Municipality
    from progression.models.deliveries import DeliveryQuerySet


def deliveries_in(municipality: Municipality, *, since: date, until: date) -> DeliveryQuerySet:
    """The work of a municipality that counts, from one day until and including another, the latest first."""
    rows: DeliveryQuerySet = Delivery.objects.filter(
        municipality=municipality, held_on__gte=since, held_on__lte=until
    )
    return rows.in_force().order_by("-held_on", "-pk")


def last_words_in(municipality: Municipality, *, since: date, until: date) -> list[Delivery]:
    """The same with what was not held after all: the last that was told about each piece of work. One query."""
    return _LAST_WORDS.load(municipality_id=municipality.pk, since=since, until=until)


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


def _last_words() -> QuerySet[Delivery]:
    later = Delivery.objects.filter(corrects=OuterRef("pk"), municipality=OuterRef("municipality"))
    told = Delivery.objects.filter(~Exists(later), held_on__gte=Given("since"), held_on__lte=Given("until"))
    return told.order_by("-held_on", "-pk")


_LAST_WORDS = CompiledWithin(_last_words)  # every look at the takeover asks (ADR 0014)


def delivery_count() -> int:
    """How many deliveries count, over all municipalities."""
    with everywhere():
        rows: DeliveryQuerySet = Delivery.objects.all()
        return rows.in_force().count()
