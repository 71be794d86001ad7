"""The recall ladder: cards of what somebody learnt, and what became of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.timezone import localdate

from assessments.choices import Purpose, QuestionKind
from assessments.models import RecallCard
from assessments.rules.recall import first_rung, next_rung
from assessments.rules.scoring import score
from assessments.selectors.asked import asked_in
from assessments.selectors.bank import current_versions

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime
    from random import Random

    from people.models import Municipality, User

MOST_PER_MODULE = 6


@transaction.atomic
def make_recall_cards(
    *, person: User, municipality: Municipality, modules: Collection[str], today: date, chance: Random
) -> int:
    """Make cards of the questions of modules that somebody finished; once for each module. Gives how many are new."""
    if not modules:
        return 0
    mine = RecallCard.objects.filter(person=person, municipality=municipality, module__in=modules)
    new = set(modules) - set(mine.values_list("module", flat=True))
    if not new:
        return 0
    rows = list(
        current_versions(municipality=municipality, purposes=[Purpose.MODULE_QUIZ], modules=new)
        .exclude(question__kind=QuestionKind.OPEN)  # nobody is there to mark it
        .values_list("question_id", "question__module")
    )
    rung = first_rung(today=today)
    cards = [
        RecallCard(
            person=person,
            municipality=municipality,
            question_id=question_id,
            module=module,
            step=rung.step,
            due_on=rung.due_on,
        )
        for module in sorted(new)
        for question_id in _some([pk for pk, of in rows if of == module], chance)
    ]
    RecallCard.objects.bulk_create(cards, ignore_conflicts=True)
    return len(cards)


@transaction.atomic
def answer_recall_card(
    card_id: int,
    *,
    step: int,
    version_id: int,
    shown: dict[str, list[str]],
    answer: dict[str, Any],
    now: datetime,
) -> RecallCard:
    """The card after an answer; the same form sent twice counts once, because the card has moved on."""
    card = RecallCard.objects.select_for_update().get(pk=card_id)
    today = localdate(now)
    if card.step != step or card.due_on is None or card.due_on > today:
        return card
    scored = score(asked_in([version_id])[version_id].item, answer)
    rung = next_rung(card.step, is_right=scored.is_right, today=today)
    card.step, card.due_on = rung.step, rung.due_on
    card.version_id, card.shown, card.answer, card.answered_at = version_id, shown, answer, now
    card.save(update_fields=["step", "due_on", "version", "shown", "answer", "answered_at"])
    return card


def _some(question_ids: list[int], chance: Random) -> list[int]:
    return chance.sample(sorted(question_ids), min(MOST_PER_MODULE, len(question_ids)))
