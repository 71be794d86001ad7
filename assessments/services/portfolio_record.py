"""A portfolio that is complete for a core task as a fact in the ledger, and taking that fact back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.choices import EvidenceKind as PieceKind
from assessments.models import EvidenceItem
from assessments.rules.portfolio import standing
from progression.api import evaluate
from progression.choices import CoreTask, EvidenceKind
from records.api import Statement, record_again, record_of, revoke
from records.choices import ActivityKind, Verb

if TYPE_CHECKING:
    from datetime import datetime

    from people.models import Municipality, User


def keep_portfolio_on_record(
    *, person: User, municipality: Municipality, core_task: str, now: datetime
) -> None:
    """Let the ledger say that a portfolio is complete for a core task exactly when it is."""
    mine = EvidenceItem.objects.filter(person=person, municipality=municipality, core_task=core_task)
    kinds = [PieceKind(kind) for kind in mine.values_list("kind", flat=True)]
    is_complete = standing(CoreTask(core_task), kinds).is_complete
    activity = f"portfolio:{core_task}"
    known = record_of(person=person, municipality=municipality, verb=Verb.COMPLETED, activity=activity)
    if is_complete == (known is not None):
        return
    if known is not None:
        revoke(record_id=known.pk, person=person, reason="not complete any more", now=now)
    else:
        statement = Statement(
            verb=Verb.COMPLETED,
            activity_kind=ActivityKind.EVIDENCE,
            activity=activity,
            occurred_at=now,
            title=str(EvidenceKind.PORTFOLIO.label),
            context={"kind": str(EvidenceKind.PORTFOLIO)},
            shows=(core_task,),
        )
        record_again(person=person, municipality=municipality, statement=statement)
    evaluate(person=person, municipality=municipality)
