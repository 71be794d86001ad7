"""The door to observing on a phone."""

from __future__ import annotations

from assessments.permissions.phone import can_observe_offline
from assessments.selectors.phone import forms_that_wait, latest_roster, seats_of, versions_on_phones
from assessments.services.from_phone import (
    PhoneForm,
    PhoneNote,
    Stored,
    digest_of,
    store_from_phone,
    store_waiting_form,
)
from assessments.services.phone import PhoneKey, issue_phone_key, make_phone_roster, phone_key

__all__ = [
    "PhoneForm",
    "PhoneKey",
    "PhoneNote",
    "Stored",
    "can_observe_offline",
    "digest_of",
    "forms_that_wait",
    "issue_phone_key",
    "latest_roster",
    "make_phone_roster",
    "phone_key",
    "seats_of",
    "store_from_phone",
    "store_waiting_form",
    "versions_on_phones",
]
