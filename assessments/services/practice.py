"""Keeping practice answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments.models import PracticeAnswer
from core.newest import keep_newest

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from people.models import Municipality, User


def keep_answer(
    *,
    person: User,
    municipality: Municipality,
    question: UUID,
    answer: dict[str, Any],
    sequence: int,
    now: datetime,
) -> None:
    """Keep an answer unless a newer one is there already. One query."""
    keep_newest(
        PracticeAnswer,
        key={"person_id": person.pk, "municipality_id": municipality.pk, "question": question},
        fields={"answer": answer, "sequence": sequence, "answered_at": now},
        newest_by="sequence",
    )
