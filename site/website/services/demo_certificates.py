"""The certificates that the demo's coaches got for parts of the training."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate, localtime

from certification.api import certificates
from people.api import within
from website.services.demo_learning import on_a_working_day

if TYPE_CHECKING:
    from certification.models import Certificate
    from website.services.demo_people import People, Row

TRAINER = ("Els Verhoeven", "waterrijk")
MORNING = 9


def let_certify(people: People, described: list[Row], *, now: datetime) -> None:
    """Give everybody who is new their certificates."""
    for row in described:
        if people.is_new(row["name"], row["municipality"]):
            with within(people.municipalities[row["municipality"]]), transaction.atomic():
                _give(people, row, now)


def _give(people: People, row: Row, now: datetime) -> None:
    trainer, holder = people.person(*TRAINER), people.person(row["name"], row["municipality"])
    moment = a_morning(now, row["days"])
    given = certificates.certify_component(
        person=trainer,
        holder=holder,
        municipality=people.municipalities[row["municipality"]],
        words=words_of(row, now),
        now=moment,
    )
    open_up(given, row, now)
    if "revoked" in row:
        certificates.revoke_certificate(
            person=trainer, certificate_id=given.pk, reason=row["revoked"], now=moment + timedelta(days=9)
        )


def open_up(given: Certificate, row: Row, now: datetime) -> None:
    """Let its holder show what they agree to, if anything."""
    if "open" in row:
        shown = certificates.Shown(at_all=True, name="name" in row["open"], hours="hours" in row["open"])
        certificates.share_certificate(person=given.holder, certificate=given, shown=shown, now=now)


def words_of(row: Row, now: datetime) -> certificates.Words:
    """What a certificate says."""
    points = row.get("register_points")
    return certificates.Words(
        title=row["title"],
        content=row["content"],
        net_hours=Decimal(row["net_hours"]),
        reflection_hours=Decimal(row.get("reflection_hours", 0)),
        accreditation=row.get("accreditation", ""),
        register_points=None if points is None else Decimal(points),
        valid_until=localdate(now) - timedelta(days=row["ends"]) if "ends" in row else None,
    )


def a_morning(now: datetime, days: int) -> datetime:
    """That many days ago in the morning, on a working day."""
    moment = localtime(now - timedelta(days=days)).replace(hour=MORNING, minute=30, second=0, microsecond=0)
    return on_a_working_day(moment)
