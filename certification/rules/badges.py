"""An Open Badges 3.0 credential, which is a W3C verifiable credential, as plain data; and who issued it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

VC = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
KEYS = "https://w3id.org/security/multikey/v1"
CONTROLLER = "https://www.w3.org/ns/did/v1"  # the words for who may sign with which key
ZONE = ZoneInfo("Europe/Amsterdam")  # in which a day of issue begins
CONTEXT = [VC, OB, EXTENSIONS]


@dataclass(frozen=True, slots=True)
class Issuer:
    """The training organisation, with the address of its profile and its public keys."""

    address: str
    name: str
    website: str
    keys: tuple[str, ...]

    @property
    def key_address(self) -> str:
        """Where the key stands with which badges are signed now."""
        return f"{self.address}#{self.keys[0]}"


@dataclass(frozen=True, slots=True)
class Badge:
    """What a badge says."""

    identifier: str
    achievement: str
    name: str
    description: str
    criteria: str
    holder: str
    email: str
    salt: str
    issued_on: date
    valid_until: date | None
    revocations: str


def credential(badge: Badge, issuer: Issuer) -> dict[str, Any]:
    """The credential as it is signed; the holder is known by a salted mark of their address, and by name."""
    subject = {
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "identityType": "emailAddress",
                "hashed": True,
                "salt": badge.salt,
                "identityHash": mark_of(badge.email, badge.salt),
            },
            {"type": "IdentityObject", "identityType": "name", "hashed": False, "identityHash": badge.holder},
        ],
        "achievement": achievement(badge),
    }
    said: dict[str, Any] = {
        "@context": list(CONTEXT),
        "id": f"urn:uuid:{badge.identifier}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": badge.name,
        "issuer": {"id": issuer.address, "type": ["Profile"], "name": issuer.name, "url": issuer.website},
        "validFrom": _moment(badge.issued_on),
        "credentialSubject": subject,
        "credentialStatus": {"id": badge.revocations, "type": "1EdTechRevocationList"},
    }
    if badge.valid_until is not None:
        said["validUntil"] = _moment(badge.valid_until + timedelta(days=1))
    return said


def achievement(badge: Badge) -> dict[str, Any]:
    """What was achieved, and what that asked."""
    return {
        "id": badge.achievement,
        "type": ["Achievement"],
        "achievementType": "Certificate",
        "name": badge.name,
        "description": badge.description,
        "criteria": {"narrative": badge.criteria},
    }


def profile(issuer: Issuer) -> dict[str, Any]:
    """Who issues, and the public keys with which everybody can check that."""
    return {
        "@context": [CONTROLLER, KEYS, OB],
        "id": issuer.address,
        "type": ["Profile"],
        "name": issuer.name,
        "url": issuer.website,
        "assertionMethod": [key_document(issuer, key) for key in issuer.keys],
    }


def key_document(issuer: Issuer, key: str) -> dict[str, Any]:
    """One public key."""
    return {
        "id": f"{issuer.address}#{key}",
        "type": "Multikey",
        "controller": issuer.address,
        "publicKeyMultibase": key,
    }


def revocation_list(address: str, issuer: Issuer, revoked: list[str]) -> dict[str, Any]:
    """Which badges do not hold any more, without why."""
    return {
        "id": address,
        "issuer": issuer.address,
        "revokedCredential": [{"id": f"urn:uuid:{each}", "revoked": True} for each in revoked],
    }


def mark_of(email: str, salt: str) -> str:
    """A mark by which somebody who knows the address can check that a badge is about its owner."""
    return f"sha256${hashlib.sha256(f'{email.lower()}{salt}'.encode()).hexdigest()}"


def _moment(day: date) -> str:
    """When a day begins here. Midnight in Greenwich comes later: a badge of today would not hold yet."""
    return datetime.combine(day, time(), ZONE).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
