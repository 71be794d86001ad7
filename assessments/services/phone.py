"""Observing on a phone: keys that the server issues, and numbers for people and for forms that wait."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from django.core import signing
from django.db import transaction
from django.utils.crypto import salted_hmac

from assessments.models import PhoneRoster, PhoneSeat
from assessments.permissions.phone import can_observe_offline
from assessments.rules.phone import KEY_LASTS, can_be_issued_again, opens_without_server
from core.access import require

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.models import ObservationRater
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
    *,
    observer: User,
    municipality: Municipality,
    candidates: Sequence[User],
    waiting: Sequence[ObservationRater] = (),
    now: datetime,
) -> PhoneRoster:
    """Number the people whom somebody is going to observe, and the forms that wait for them."""
    require(can_observe_offline(municipality))
    roster = PhoneRoster.objects.create(municipality=municipality, observer=observer, made_at=now)
    seats: list[tuple[User, ObservationRater | None]] = [(candidate, None) for candidate in candidates]
    seats += [(form.observation.candidate, form) for form in waiting]
    PhoneSeat.objects.bulk_create(
        PhoneSeat(municipality=municipality, roster=roster, number=number, candidate=candidate, form=form)
        for number, (candidate, form) in enumerate(seats, start=1)
    )
    return roster


def _secret(name: str) -> str:
    return base64.b64encode(salted_hmac(SALT, name, algorithm="sha256").digest()).decode()
