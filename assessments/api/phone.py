"""The door to observing on a phone."""

from __future__ import annotations

from assessments.permissions.phone import can_observe_offline
from assessments.selectors.phone import latest_roster, seats_of, versions_on_phones
from assessments.services.phone import (
    PhoneForm,
    PhoneKey,
    PhoneNote,
    Stored,
    digest_of,
    issue_phone_key,
    make_phone_roster,
    phone_key,
    store_from_phone,
)

__all__ = [
    "PhoneForm",
    "PhoneKey",
    "PhoneNote",
    "Stored",
    "can_observe_offline",
    "digest_of",
    "issue_phone_key",
    "latest_roster",
    "make_phone_roster",
    "phone_key",
    "seats_of",
    "store_from_phone",
    "versions_on_phones",
]
