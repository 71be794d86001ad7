"""Letting a coach or a trainer read something of one's own, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from assessments.models import Share, relation_to
from assessments.permissions import can_share
from core.access import require
from people.api import within

if TYPE_CHECKING:
    from datetime import datetime

    from assessments.choices import Audience
    from assessments.models import OwnWork


@transaction.atomic
def share(*, subject: OwnWork, audience: Audience, now: datetime) -> Share:
    """Let an audience read something from now on; twice is once."""
    require(can_share(subject))
    with within(subject.municipality_id):
        share, _ = Share.objects.get_or_create(
            **relation_to(subject),
            audience=audience,
            withdrawn_at=None,
            defaults={
                "person_id": subject.person_id,
                "municipality_id": subject.municipality_id,
                "title": str(subject)[:160],
                "shared_at": now,
            },
        )
    return share


@transaction.atomic
def withdraw(*, subject: OwnWork, audience: Audience, now: datetime) -> None:
    """Let an audience read something no longer."""
    with within(subject.municipality_id):
        subject.shares.filter(audience=audience, withdrawn_at__isnull=True).update(withdrawn_at=now)


@transaction.atomic
def withdraw_all(*, subject: OwnWork, now: datetime) -> None:
    """Let nobody read something any longer."""
    with within(subject.municipality_id):
        subject.shares.filter(withdrawn_at__isnull=True).update(withdrawn_at=now)
