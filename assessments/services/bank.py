"""Freezing what people are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from assessments.models import Question, QuestionVersion
from assessments.rules.items_json import item_to_json
from assessments.rules.keys import key_hash
from assessments.selectors.bank import item_of, latest_version

if TYPE_CHECKING:
    from datetime import datetime

    from assessments.rules.items import Item


@transaction.atomic
def freeze(question: Question, *, now: datetime) -> QuestionVersion | None:
    """The version of a question as it was published; a new one when it differs from the latest, None when it is empty."""
    Question.objects.select_for_update().only("pk").get(pk=question.pk)
    item, latest = item_of(question), latest_version(question)
    if item is None:
        return None
    if latest is not None and latest.content == item_to_json(item):
        return latest
    version = version_of(question, item, number=latest.number + 1 if latest else 1, now=now)
    version.save(force_insert=True)
    return version


def version_of(question: Question, item: Item, *, number: int, now: datetime) -> QuestionVersion:
    """A version that is not kept yet."""
    return QuestionVersion(
        question=question, number=number, content=item_to_json(item), key_hash=key_hash(item), made_at=now
    )
