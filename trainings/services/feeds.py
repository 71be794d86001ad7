"""Private calendar feeds: a key that is shown once, and can be revoked."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from trainings.models import FeedToken
from trainings.selectors.calendar import hash_of

if TYPE_CHECKING:
    from datetime import datetime

    from people.models import Municipality, User

KEY_BYTES = 32


@transaction.atomic
def make_feed(*, person: User, municipality: Municipality, now: datetime) -> str:
    """The key of a new feed; an older one stops working at once."""
    revoke_feed(person=person, municipality=municipality, now=now)
    key = secrets.token_urlsafe(KEY_BYTES)
    FeedToken.objects.create(person=person, municipality=municipality, token_hash=hash_of(key), made_at=now)
    return key


@transaction.atomic
def revoke_feed(*, person: User, municipality: Municipality, now: datetime) -> None:
    """Close somebody's feed; whoever has its address gets nothing any more."""
    FeedToken.objects.filter(person=person, municipality=municipality, revoked_at=None).update(revoked_at=now)
