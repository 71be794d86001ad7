"""Observing on a phone: keys that the server issues, numbers for people, and storing what a phone sends exactly once."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.utils.crypto import salted_hmac

from assessments.models import Observation, ObservationRater, PhoneRoster, PhoneSeat
from assessments.permissions.phone import can_observe_offline
from assessments.rules.observing import form_problems
from assessments.rules.phone import KEY_LASTS, can_be_issued_again, opens_without_server
from assessments.services.handing_over import write_words
from assessments.services.observing import (
    Filled,
    ObservationKnownError,
    Start,
    add_observation_note,
    keep_form,
    rate,
    start_observation,
)
from core.access import require

if TYPE_CHECKING:
    from people.models import Municipality, User

SALT = "assessments.phone"


@dataclass(frozen=True, slots=True)
class PhoneKey:
    """A key for one person's phone: its name travels, its secret is given only to who it belongs to."""

    name: str
    secret: str
    issued_at: datetime

    @property
    def usable_until(self) -> datetime:
        """Until when a phone may use it by itself."""
        return self.issued_at + KEY_LASTS


@dataclass(frozen=True, slots=True)
class PhoneNote:
    """What was seen, at a moment, as a phone sends it."""

    key: UUID
    text: str
    noted_at: datetime


@dataclass(frozen=True)
class PhoneForm:
    """Everything that a phone sends of one observation."""

    key: UUID
    digest: str
    start: Start
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


def issue_phone_key(person: User, *, kept: str, now: datetime) -> PhoneKey:
    """The key of this sign-in as long as it lasts, or a new one."""
    key = phone_key(person, kept, now=now)
    if key is not None and opens_without_server(key.issued_at, now=now):
        return key
    issued_at = now.replace(microsecond=0)
    who = {"person": str(person.public_id), "at": int(issued_at.timestamp()), "nonce": token_urlsafe(12)}
    name = signing.dumps(who, salt=SALT)
    return PhoneKey(name, _secret(name), issued_at)


def phone_key(person: User, name: str, *, now: datetime) -> PhoneKey | None:
    """A key that was issued to this person before, or None when it is somebody else's, too old or made up."""
    try:
        # A name of before another SECRET_KEY would give another secret, so that one is not known any more.
        who = signing.loads(name, salt=SALT, fallback_keys=[])
    except signing.BadSignature:
        return None
    issued_at = datetime.fromtimestamp(who["at"], UTC)
    if who["person"] != str(person.public_id) or not can_be_issued_again(issued_at, now=now):
        return None
    return PhoneKey(name, _secret(name), issued_at)


@transaction.atomic
def make_phone_roster(
    *, observer: User, municipality: Municipality, candidates: Sequence[User], now: datetime
) -> PhoneRoster:
    """Number the people whom somebody is going to observe."""
    require(can_observe_offline(municipality))
    roster = PhoneRoster.objects.create(municipality=municipality, observer=observer, made_at=now)
    PhoneSeat.objects.bulk_create(
        PhoneSeat(municipality=municipality, roster=roster, number=number, candidate=candidate)
        for number, candidate in enumerate(candidates, start=1)
    )
    return roster


@transaction.atomic
def store_from_phone(*, observer: User, municipality: Municipality, form: PhoneForm, now: datetime) -> Stored:
    """Store what a phone sends. The same again is the same; other words under the same key are refused.

    A form that is not complete yet becomes a draft, so that nothing is lost.
    """
    observation, was_new = start_observation(
        observer=observer, municipality=municipality, start=form.start, now=now, key=form.key
    )
    if not was_new:
        if observation.client_digest != form.digest:
            raise ObservationKnownError(str(form.key))
        row = observation.raters.get(rater=observer)
        return Stored(observation, was_new, row.rated_at is not None)
    Observation.objects.filter(pk=observation.pk).update(client_digest=form.digest)
    rows = ObservationRater.objects.select_related("observation__rubric_version", "rater")
    row = rows.get(observation=observation, rater=observer)
    return Stored(observation, was_new, _fill_in(row, form, now))


def digest_of(sent: dict[str, Any]) -> str:
    """The same for the same words, whatever their order."""
    return hashlib.sha256(json.dumps(sent, sort_keys=True).encode()).hexdigest()


def _fill_in(row: ObservationRater, form: PhoneForm, now: datetime) -> bool:
    for note in form.notes:
        add_observation_note(row=row, text=note.text, noted_at=min(note.noted_at, now), key=note.key)
    write_words(
        person=row.rater, observation=row.observation, strength=form.strength, intention=form.intention
    )
    filled = form.filled
    problems = form_problems(
        form.start.version.as_rule(),
        filled.given,
        knock_out=filled.knock_out,
        motivation=filled.motivation,
    )
    if problems:
        keep_form(row=row, draft=form.draft)
        return False
    rate(row=row, filled=filled, now=now)
    return True


def _secret(name: str) -> str:
    return base64.b64encode(salted_hmac(SALT, name, algorithm="sha256").digest()).decode()
