"""What versions of questions ask, kept in each process: a version never changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.cache import caches
from django.utils.crypto import salted_hmac

from assessments.models import QuestionVersion
from assessments.rules.items_json import item_from_json
from assessments.rules.masking import Asked, asked_under

if TYPE_CHECKING:
    from collections.abc import Collection

    from assessments.rules.items import Item

LONG_ENOUGH = 10


def asked_in(version_ids: Collection[int]) -> dict[int, Asked]:
    """What some versions ask. One query at most, and none for what this process was asked before."""
    fragments = caches["fragments"]
    keys = {f"question-version:{pk}": pk for pk in version_ids}
    known = fragments.get_many(keys)
    missing = [pk for key, pk in keys.items() if key not in known]
    if missing:
        rows = QuestionVersion.objects.filter(pk__in=missing).values_list("pk", "content")
        fresh = {f"question-version:{pk}": _asked(pk, item_from_json(content)) for pk, content in rows}
        fragments.set_many(fresh)
        known |= fresh
    return {keys[key]: asked for key, asked in known.items()}


def _asked(version_id: int, item: Item) -> Asked:
    """Under names that only this installation can make, for they say nothing then."""
    return asked_under(
        item, lambda key: f"k{salted_hmac(f'assessments.asked.{version_id}', key).hexdigest()[:LONG_ENOUGH]}"
    )
