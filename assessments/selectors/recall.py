"""Reads of the recall ladder: what comes back today, and how a card looks."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.timezone import localdate

from assessments.models import RecallCard
from assessments.rules.drawing import order_on_screen
from assessments.selectors.asked import asked_in
from assessments.selectors.bank import latest_version
from core.compiled import Given
from people.api import CompiledWithin

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from assessments.rules.masking import Asked
    from people.models import Municipality, User

MOST_A_DAY = 5


@dataclass(frozen=True)
class CardFace:
    """A card as it is asked now."""

    card: RecallCard
    version_id: int
    asked: Asked
    shown: dict[str, list[str]]


def cards_of(person: User, municipality: Municipality) -> QuerySet[RecallCard]:
    """Somebody's own cards."""
    return RecallCard.objects.filter(person=person, municipality=municipality).select_related("question")


def due_cards(person: User, municipality: Municipality, *, today: date) -> list[RecallCard]:
    """What comes back today, the longest waiting first; never more than a few a day. Two queries."""
    mine = cards_of(person, municipality)
    done = mine.filter(answered_at__date=today).count()
    due = mine.filter(due_on__lte=today, question__live=True).defer("question__body")
    return list(due.order_by("due_on", "pk")[: max(0, MOST_A_DAY - done)])


# Every look at one's own page asks (ADR 0014).
_COUNTS = CompiledWithin(
    lambda: (
        RecallCard.objects.filter(person_id=Given("person_id"))
        .order_by()
        .values("person_id")
        .annotate(
            due=Count("pk", filter=Q(due_on__lte=Given("today"), question__live=True)),
            done=Count("pk", filter=Q(answered_at__date=Given("today"))),
        )
        .values_list("due", "done")
    )
)


def recall_left(person: User, municipality: Municipality, *, today: date) -> int:
    """How many questions come back today. One query."""
    counts = _COUNTS.ask(person_id=person.pk, municipality_id=municipality.pk, today=today)
    return max((max(0, min(due, MOST_A_DAY - done)) for due, done in counts), default=0)


def face_of(card: RecallCard) -> CardFace | None:
    """How a card is asked now, in an order that stays until it is answered; None when there is nothing to ask."""
    version = latest_version(card.question)
    if version is None:
        return None
    asked = asked_in([version.pk])[version.pk]
    chance = Random(f"{card.pk}:{card.step}:{card.due_on}")  # noqa: S311 - the same at each look, not secret
    return CardFace(card, version.pk, asked, order_on_screen(asked.item, source=chance))


def was_answered_today(card: RecallCard) -> bool:
    """Whether there is an answer to look back at."""
    return card.answered_at is not None and localdate(card.answered_at) == localdate()
