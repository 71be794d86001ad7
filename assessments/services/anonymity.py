"""Keeping a writer's word about what only looks like a personal detail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from assessments.models import HarmlessDetail, relation_to
from assessments.selectors.anonymity import doubts_about

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from assessments.models import OwnWork
    from assessments.selectors.anonymity import Doubt
    from core.choices import WhyHarmless


@transaction.atomic
def settle_doubts(
    *, subject: OwnWork, texts: Iterable[str], reasons: Mapping[str, WhyHarmless], now: datetime
) -> tuple[Doubt, ...]:
    """Keep the reasons that somebody gave, and give the doubts that are left."""
    explained = set(subject.harmless.values_list("mark", flat=True))
    doubts = doubts_about(texts, subject=subject.pk, explained=explained)
    keep_reasons(subject=subject, doubts=doubts, reasons=reasons, now=now)
    return tuple(doubt for doubt in doubts if doubt.mark not in reasons)


@transaction.atomic
def keep_reasons(
    *, subject: OwnWork, doubts: Iterable[Doubt], reasons: Mapping[str, WhyHarmless], now: datetime
) -> None:
    """Keep why these are no personal details, as far as somebody said so."""
    rows = [
        HarmlessDetail(
            person_id=subject.person_id,
            municipality_id=subject.municipality_id,
            **relation_to(subject),
            kind=doubt.finding.kind,
            mark=doubt.mark,
            reason=reasons[doubt.mark],
            confirmed_at=now,
        )
        for doubt in doubts
        if doubt.mark in reasons
    ]
    HarmlessDetail.objects.bulk_create(rows, ignore_conflicts=True)
