"""Freezing what people do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from casestudies.models import CaseStudyPage, CaseVersion
from casestudies.rules.case_json import case_to_json
from casestudies.selectors.cases import case_of, latest_version

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def freeze(page: CaseStudyPage, *, now: datetime) -> CaseVersion:
    """The version of a case as it was published; a new one when it differs from the last."""
    CaseStudyPage.objects.select_for_update(of=("self",)).only("pk").get(pk=page.pk)
    content, latest = case_to_json(case_of(page)), latest_version(page)
    if latest is not None and latest.content == content:
        return latest
    number = latest.number + 1 if latest else 1
    return CaseVersion.objects.create(case=page, number=number, content=content, made_at=now)
