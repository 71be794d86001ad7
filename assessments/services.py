"""Keeping practice answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from assessments.models import PracticeAnswer

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from people.models import Municipality, User


@transaction.atomic
def keep_answer(
    *,
    person: User,
    municipality: Municipality,
    question: UUID,
    answer: dict[str, Any],
    sequence: int,
    now: datetime,
) -> None:
    """Keep an answer unless a newer one is there already. At most two queries."""
    fields = {"answer": answer, "sequence": sequence, "answered_at": now}
    mine = PracticeAnswer.objects.filter(person=person, municipality=municipality, question=question)
    if mine.filter(sequence__lt=sequence).update(**fields):
        return
    # Nothing was replaced: this is the first answer, or a late one, which the constraint drops.
    row = PracticeAnswer(person=person, municipality=municipality, question=question, **fields)
    PracticeAnswer.objects.bulk_create([row], ignore_conflicts=True)
