"""Somebody's own cases and portfolio: saving, adding, describing, removing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from assessments.choices import EvidenceKind
from assessments.models import EvidenceItem, HarmlessDetail, PracticeCase
from assessments.selectors.anonymity import doubts_about, words_about
from assessments.selectors.portfolio import title_of
from assessments.services.anonymity import keep_reasons, settle_doubts
from assessments.services.portfolio_record import keep_portfolio_on_record
from assessments.services.sharing import withdraw_all
from people.api import within

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from django.core.files import File

    from assessments.models import Attempt, Observation, Reflection
    from assessments.selectors.anonymity import Doubt
    from core.choices import WhyHarmless
    from people.models import Municipality, User
    from progression.choices import CoreTask


@dataclass(frozen=True, slots=True)
class Saving:
    """A case that was saved, or what stands in the way of saving it."""

    case: PracticeCase | None
    doubts: tuple[Doubt, ...] = ()
    was_changed_elsewhere: bool = False


@transaction.atomic
def save_case(
    *,
    key: UUID,
    person: User,
    municipality: Municipality,
    texts: Mapping[str, Any],
    seen: int,
    reasons: Mapping[str, WhyHarmless],
    now: datetime,
) -> Saving:
    """Save a case under a key of its own once nothing in it is in doubt; until then it is kept nowhere."""
    with within(municipality):
        explained = HarmlessDetail.objects.filter(case=key).values_list("mark", flat=True)
        doubts = doubts_about(words_of_case(texts), subject=key, explained=set(explained))
        left = tuple(doubt for doubt in doubts if doubt.mark not in reasons)
        if left:
            return Saving(None, left)
        whose = {"person": person, "municipality": municipality}
        moments = {"written_at": now, "changed_at": now}
        case, is_new = PracticeCase.objects.get_or_create(pk=key, defaults={**whose, **texts, **moments})
        if not is_new and not _change(case, texts, seen=seen, now=now):
            return Saving(case, was_changed_elsewhere=True)
        keep_reasons(subject=case, doubts=doubts, reasons=reasons, now=now)
    return Saving(case)


def _change(case: PracticeCase, texts: Mapping[str, Any], *, seen: int, now: datetime) -> bool:
    """Change a case, unless somebody changed it in another window after they saw this one."""
    case = PracticeCase.objects.select_for_update().get(pk=case.pk)
    if all(getattr(case, name) == text for name, text in texts.items()):
        return True
    if case.version != seen:
        return False
    for name, text in texts.items():
        setattr(case, name, text)
    case.version, case.changed_at = case.version + 1, now
    case.save()
    return True


@transaction.atomic
def remove_case(*, case: PracticeCase, now: datetime) -> None:
    """Remove a case for good, and from the portfolio."""
    with within(case.municipality_id):
        withdraw_all(subject=case, now=now)
        tasks = set(EvidenceItem.objects.filter(case=case).values_list("core_task", flat=True))
        case.delete()
        for core_task in tasks:
            keep_portfolio_on_record(
                person=case.person, municipality=case.municipality, core_task=core_task, now=now
            )


@transaction.atomic
def add_own_work(
    *,
    person: User,
    core_task: CoreTask,
    subject: Reflection | PracticeCase | Observation | Attempt,
    kind: EvidenceKind,
    now: datetime,
) -> EvidenceItem:
    """Put something that is there already into a portfolio; twice under one core task is once."""
    with within(subject.municipality_id):
        evidence, is_new = EvidenceItem.objects.get_or_create(
            core_task=core_task,
            **{kind.value: subject},
            defaults={
                "person": person,
                "municipality_id": subject.municipality_id,
                "kind": kind,
                "title": title_of(subject)[:160],
                "added_at": now,
            },
        )
        if is_new:
            _tell(evidence, now)
    return evidence


@transaction.atomic
def add_file(
    *,
    person: User,
    municipality: Municipality,
    core_task: CoreTask,
    title: str,
    file: File[bytes],
    now: datetime,
) -> EvidenceItem:
    """Put a checked file into a portfolio."""
    evidence = EvidenceItem.objects.create(
        person=person,
        municipality=municipality,
        core_task=core_task,
        kind=EvidenceKind.UPLOAD,
        title=title,
        file=file,
        file_size=file.size,
        added_at=now,
    )
    _tell(evidence, now)
    return evidence


@transaction.atomic
def describe_evidence(
    *,
    evidence: EvidenceItem,
    title: str,
    shows: str,
    reasons: Mapping[str, WhyHarmless],
    now: datetime,
) -> tuple[Doubt, ...]:
    """Keep what a piece of evidence shows, and give what in those words is still in doubt."""
    with within(evidence.municipality_id):
        locked = EvidenceItem.objects.select_for_update().get(pk=evidence.pk)
        locked.title, locked.shows = title, shows
        locked.save(update_fields=["title", "shows"])
        left = settle_doubts(subject=locked, texts=words_about(locked), reasons=reasons, now=now)
        if left:
            withdraw_all(subject=locked, now=now)
    return left


@transaction.atomic
def remove_evidence(*, evidence: EvidenceItem, now: datetime) -> None:
    """Take a piece of evidence out of a portfolio; what it pointed at stays, an own file goes."""
    with within(evidence.municipality_id):
        withdraw_all(subject=evidence, now=now)
        evidence.delete()
        _tell(evidence, now)


def _tell(evidence: EvidenceItem, now: datetime) -> None:
    keep_portfolio_on_record(
        person=evidence.person,
        municipality=evidence.municipality,
        core_task=evidence.core_task,
        now=now,
    )


def drop_file(evidence: EvidenceItem) -> None:
    """Let an uploaded file go with its row, however that went; not before that is certain."""
    if evidence.file:
        transaction.on_commit(lambda: evidence.file.storage.delete(str(evidence.file)))


def words_of_case(texts: Mapping[str, Any]) -> list[str]:
    """All words of a case, of its frame too."""
    return [text for name, text in texts.items() if name != "frame"] + list(texts["frame"].values())
