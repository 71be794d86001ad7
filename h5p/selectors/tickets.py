"""The key to one package for one person: signed, short-lived, and in the path, because a frame without origin has no cookies."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing

SALT = "h5p.ticket"
LIFETIME = 2 * 3600  # seconds: a long film


@dataclass(frozen=True, slots=True)
class Ticket:
    """Which version plays, for what of the host, and for whom."""

    version: UUID
    key: str
    person: str


def ticket_for(ticket: Ticket) -> str:
    """A ticket as it stands in an address."""
    return signing.dumps([str(ticket.version), ticket.key, ticket.person], salt=SALT, compress=True)


def read_ticket(text: str) -> Ticket | None:
    """The ticket in an address; None when it is forged or too old."""
    lifetime = getattr(settings, "H5P_TICKET_SECONDS", LIFETIME)
    try:
        version, key, person = signing.loads(text, salt=SALT, max_age=lifetime)
    except signing.BadSignature:
        return None
    return Ticket(UUID(version), key, person)
