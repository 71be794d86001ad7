"""Storing what a phone sends exactly once: a new observation, or a form that waited on the platform."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from assessments.models import Observation, ObservationRater
from assessments.permissions.observing import can_rate
from assessments.rules.observing import form_problems
from assessments.services.handing_over import write_words
from assessments.services.observing import (
    Filled,
    ObservationKnownError,
    Start,
    add_observation_note,
    keep_form,
    locked_row,
    rate,
    start_observation,
)
from core.access import require

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from people.models import Municipality, User

MOST_DIGESTS = 100


@dataclass(frozen=True, slots=True)
class PhoneNote:
    """What was seen, at a moment, as a phone sends it."""

    key: UUID
    text: str
    noted_at: datetime


@dataclass(frozen=True)
class PhoneForm:
    """What somebody filled in on a phone."""

    digest: str
    filled: Filled
    draft: dict[str, Any]
    notes: Sequence[PhoneNote]
    strength: str
    intention: str


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of it."""

    observation: Observation
    was_new: bool
    is_complete: bool


@transaction.atomic
def store_from_phone(
    *, observer: User, municipality: Municipality, key: UUID, start: Start, form: PhoneForm, now: datetime
) -> Stored:
    """Store a new observation. The same again is the same; other words under the same key are refused.

    A form that is not complete yet becomes a draft, so that nothing is lost.
    """
    observation, was_new = start_observation(
        observer=observer, municipality=municipality, start=start, now=now, key=key
    )
    if not was_new:
        if observation.client_digest != form.digest:
            raise ObservationKnownError(str(key))
        row = observation.raters.get(rater=observer)
        return Stored(observation, was_new, row.rated_at is not None)
    Observation.objects.filter(pk=observation.pk).update(client_digest=form.digest)
    rows = ObservationRater.objects.select_related("observation__rubric_version", "rater")
    row = rows.get(observation=observation, rater=observer)
    write_words(person=observer, observation=observation, strength=form.strength, intention=form.intention)
    return Stored(observation, was_new, _fill_in(row, form, now))


@transaction.atomic
def store_waiting_form(*, row: ObservationRater, form: PhoneForm, now: datetime) -> Stored:
    """Fill in a form that waited on the platform. What was sent before is the same, whatever came in between.

    What was kept on the platform stays.
    """
    row = locked_row(row)
    if form.digest in row.client_digests:
        return Stored(row.observation, was_new=False, is_complete=row.rated_at is not None)
    require(can_rate(row))
    row.client_digests = [*row.client_digests, form.digest][-MOST_DIGESTS:]
    row.save(update_fields=["client_digests"])
    _add_words(row, form)
    return Stored(row.observation, was_new=True, is_complete=_fill_in(row, form, now))


def digest_of(sent: dict[str, Any]) -> str:
    """The same for the same words, whatever their order."""
    return hashlib.sha256(json.dumps(sent, sort_keys=True).encode()).hexdigest()


def _add_words(row: ObservationRater, form: PhoneForm) -> None:
    """The words for the debriefing, from who leads the observation; an empty box wipes nothing out."""
    observation = row.observation
    if row.rater_id == observation.observer_id:
        write_words(
            person=row.rater,
            observation=observation,
            strength=form.strength or observation.strength,
            intention=form.intention or observation.intention,
        )


def _fill_in(row: ObservationRater, form: PhoneForm, now: datetime) -> bool:
    for note in form.notes:
        add_observation_note(row=row, text=note.text, noted_at=min(note.noted_at, now), key=note.key)
    filled = form.filled
    problems = form_problems(
        row.observation.rubric_version.as_rule(),
        filled.given,
        knock_out=filled.knock_out,
        motivation=filled.motivation,
    )
    if problems:
        keep_form(row=row, draft={**row.draft, **{name: said for name, said in form.draft.items() if said}})
        return False
    rate(row=row, filled=filled, now=now)
    return True
