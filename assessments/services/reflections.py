"""Writing a reflection: begun, kept while it is written, finished, opened again, removed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from assessments.models import Reflection
from assessments.permissions import can_write
from assessments.selectors.reflections import what_is_missing
from assessments.services.anonymity import settle_doubts
from assessments.services.sharing import withdraw_all
from core.access import require
from people.api import within
from records.api import Statement, record_again, records_of, revoke
from records.choices import ActivityKind, Verb

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from assessments.choices import ReflectionPrompt
    from assessments.selectors.anonymity import Doubt
    from core.choices import WhyHarmless
    from people.models import Municipality, User


@dataclass(frozen=True, slots=True)
class Finish:
    """A reflection after somebody said that it is finished, and what stands in the way."""

    reflection: Reflection
    doubts: tuple[Doubt, ...]


@transaction.atomic
def begin_reflection(
    *, person: User, municipality: Municipality, prompt: ReflectionPrompt, now: datetime
) -> Reflection:
    """An empty reflection to write in; one that is still empty is used again."""
    empty = Reflection.objects.filter(
        person=person, municipality=municipality, prompt=prompt, title="", answers={}
    ).first()
    return empty or Reflection.objects.create(
        person=person, municipality=municipality, prompt=prompt, begun_at=now, changed_at=now
    )


@transaction.atomic
def keep_reflection(
    *, reflection: Reflection, title: str, answers: Mapping[str, str], sequence: int, now: datetime
) -> bool:
    """Keep what was written, unless something newer is there or it is finished. One query."""
    with within(reflection.municipality_id):
        older = Reflection.objects.filter(pk=reflection.pk, sequence__lt=sequence, finished_at__isnull=True)
        return bool(older.update(title=title, answers=dict(answers), sequence=sequence, changed_at=now))


@transaction.atomic
def finish_reflection(
    *,
    reflection: Reflection,
    title: str,
    answers: Mapping[str, str],
    sequence: int,
    reasons: Mapping[str, WhyHarmless],
    now: datetime,
) -> Finish:
    """Keep the whole text as it was sent; when nothing is missing or in doubt, state that the reflection is finished."""
    with within(reflection.municipality_id):
        locked = Reflection.objects.select_for_update().get(pk=reflection.pk)
        require(can_write(locked))
        locked.title, locked.answers, locked.changed_at = title, dict(answers), now
        # Sent on purpose, so newer than whatever a device saved by itself.
        locked.sequence = max(sequence, locked.sequence + 1)
        doubts = settle_doubts(subject=locked, texts=[title, *answers.values()], reasons=reasons, now=now)
        if not doubts and not what_is_missing(locked):
            locked.finished_at = now
            _state(locked, now)
        locked.save()
    return Finish(locked, doubts)


@transaction.atomic
def reopen_reflection(*, reflection: Reflection, now: datetime) -> None:
    """Let somebody write on; until it is finished again nobody else reads it."""
    with within(reflection.municipality_id):
        locked = Reflection.objects.select_for_update().get(pk=reflection.pk)
        _take_back(locked, reason="reopened", now=now)
        locked.finished_at = None
        locked.save(update_fields=["finished_at"])


@transaction.atomic
def remove_reflection(*, reflection: Reflection, now: datetime) -> None:
    """Remove a reflection for good; that it was finished is taken back, that it was shared stays known to its person."""
    with within(reflection.municipality_id):
        withdraw_all(subject=reflection, now=now)
        _take_back(reflection, reason="removed", now=now)
        reflection.delete()


def _state(reflection: Reflection, now: datetime) -> None:
    """Tell the ledger that somebody finished a reflection. What they wrote is not told."""
    statement = Statement(
        verb=Verb.COMPLETED,
        activity_kind=ActivityKind.REFLECTION,
        activity=_activity(reflection),
        occurred_at=now,
        context={"prompt": reflection.prompt},
    )
    record_again(person=reflection.person, municipality=reflection.municipality, statement=statement)


def _take_back(reflection: Reflection, *, reason: str, now: datetime) -> None:
    told = records_of(reflection.person).in_force().filter(activity=_activity(reflection))
    for record in told:
        revoke(record_id=record.pk, person=reflection.person, reason=reason, now=now)


def _activity(reflection: Reflection) -> str:
    return f"reflection:{reflection.pk}"
