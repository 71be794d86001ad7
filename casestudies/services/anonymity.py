"""Keeping what a person said about details in a case, and about its intake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from casestudies.models import ClearedDetail, IntakeCheck
from casestudies.permissions import can_check
from casestudies.selectors.checks import doubts_in, intake_checks_in, text_mark_of
from core.access import require
from core.choices import WhyHarmless

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime
    from uuid import UUID

    from casestudies.choices import IntakeItem
    from casestudies.models import CaseStudyPage
    from people.models import User

CLEARED, CHECKED = "casestudies.cleared", "casestudies.checked"


@transaction.atomic
def go_through(
    *,
    draft: CaseStudyPage,
    person: User,
    reasons: Mapping[str, WhyHarmless],
    items: Collection[IntakeItem] | None,
    now: datetime,
) -> int:
    """Keep what a person said of a draft, also of its intake when that was asked; gives how many details it was about."""
    require(can_check(person, draft))
    if items is not None:
        check_intake(draft=draft, person=person, items=items, now=now)
    return clear_details(draft=draft, person=person, reasons=reasons, now=now)


@transaction.atomic
def clear_details(
    *, draft: CaseStudyPage, person: User, reasons: Mapping[str, WhyHarmless], now: datetime
) -> int:
    """Keep why details of a draft are harmless, and give how many were said now; only of what is really there."""
    told = {doubt.mark: doubt for doubt in doubts_in(draft) if doubt.mark in reasons}
    _keep(draft, {mark: (told[mark].finding.kind, reasons[mark]) for mark in told}, person.public_id, now)
    for mark, doubt in told.items():
        data = {"kind": doubt.finding.kind.value, "reason": reasons[mark].value}
        log(instance=draft, action=CLEARED, user=person, data=data)
    return len(told)


@transaction.atomic
def take_clearance_back(*, draft: CaseStudyPage, person: User, clearance_id: int) -> None:
    """Have a detail stand in the way again."""
    require(can_check(person, draft))
    row = draft.cleared_details.filter(pk=clearance_id).first()
    if row is not None:
        log(instance=draft, action=CLEARED, user=person, data={"kind": row.kind, "reason": ""})
        row.delete()


@transaction.atomic
def clear_what_is_invented(*, draft: CaseStudyPage, now: datetime) -> None:
    """Of a case that came as a reviewed text file that says it is invented: its names are invented too."""
    doubts = doubts_in(draft)
    said = {doubt.mark: (doubt.finding.kind, WhyHarmless.INVENTED) for doubt in doubts}
    _keep(draft, said, None, now)


@transaction.atomic
def check_intake(*, draft: CaseStudyPage, person: User, items: Collection[IntakeItem], now: datetime) -> None:
    """Keep which things a person checked of this text; what is left out, or was said of an older text, goes."""
    kept, known = {item.value for item in items}, intake_checks_in(draft)
    if kept == known:
        return
    draft.intake_checks.exclude(item__in=kept & known).delete()
    of_this = {"case": draft, "text_mark": text_mark_of(draft), "checked_by": person.public_id}
    rows = [IntakeCheck(item=item, checked_at=now, **of_this) for item in sorted(kept - known)]
    IntakeCheck.objects.bulk_create(rows, ignore_conflicts=True)
    log(instance=draft, action=CHECKED, user=person, data={"items": sorted(kept)})


def _keep(
    draft: CaseStudyPage, said: Mapping[str, tuple[str, WhyHarmless]], by: UUID | None, now: datetime
) -> None:
    rows = [
        ClearedDetail(case=draft, kind=kind, mark=mark, reason=reason, cleared_by=by, cleared_at=now)
        for mark, (kind, reason) in said.items()
    ]
    ClearedDetail.objects.bulk_create(rows, ignore_conflicts=True)
