"""Reads of practice answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments.models import PracticeAnswer
from core.compiled import Given, OneOf
from people.api import CompiledWithin

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from people.models import Municipality, User


_ANSWERS = CompiledWithin(  # every lesson asks (ADR 0014)
    lambda: PracticeAnswer.objects.filter(
        OneOf("question", Given("questions")), person_id=Given("person_id")
    ).values_list("question", "answer")
)


def answers_of(
    *, person: User, municipality: Municipality, questions: Collection[UUID]
) -> dict[UUID, dict[str, Any]]:
    """A person's own answers to some questions. One query."""
    return dict(_ANSWERS.ask(person_id=person.pk, municipality_id=municipality.pk, questions=list(questions)))
