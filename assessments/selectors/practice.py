"""Reads of practice answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments.models import PracticeAnswer

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from people.models import Municipality, User


def answers_of(
    *, person: User, municipality: Municipality, questions: Collection[UUID]
) -> dict[UUID, dict[str, Any]]:
    """A person's own answers to some questions. One query."""
    rows = PracticeAnswer.objects.filter(person=person, municipality=municipality, question__in=questions)
    return dict(rows.values_list("question", "answer"))
