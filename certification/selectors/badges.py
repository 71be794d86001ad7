"""The badge of a certificate, signed; who issues, and which do not hold any more."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from certification.choices import Cluster
from certification.rules import badges, proofs
from certification.selectors.certificates import revoked_badges

if TYPE_CHECKING:
    from datetime import datetime

    from certification.models import Certificate


def issuer() -> badges.Issuer | None:
    """The training organisation with its keys, or None when this installation signs no badges."""
    if not settings.BADGE_KEY:
        return None
    own = proofs.public_key(proofs.key_from(settings.BADGE_KEY))
    keys = (own, *settings.BADGE_OLD_KEYS)
    return badges.Issuer(absolute("certification:issuer"), settings.CERTIFICATE_ISSUER, absolute("/"), keys)


def signed_badge(certificate: Certificate, *, now: datetime) -> dict[str, Any] | None:
    """The badge of a certificate as a file that others can check, or None without a key."""
    by = issuer()
    if by is None:
        return None
    return proofs.signed(
        badges.credential(badge_of(certificate), by),
        proofs.key_from(settings.BADGE_KEY),
        key_address=by.key_address,
        created=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        contexts=_contexts(),
    )


def badge_of(certificate: Certificate) -> badges.Badge:
    """What the badge of a certificate says."""
    return badges.Badge(
        identifier=str(certificate.public_id),
        achievement=_achievement_of(certificate),
        name=certificate.title,
        description=certificate.content,
        criteria=_criteria_of(certificate),
        holder=certificate.holder_name,
        email=certificate.holder.email,
        salt=certificate.salt,
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
        revocations=absolute("certification:revocations"),
    )


def profile_of_issuer() -> dict[str, Any] | None:
    """Who issues, as machines read it."""
    by = issuer()
    return None if by is None else badges.profile(by)


def revocations() -> dict[str, Any] | None:
    """Which badges do not hold any more, as machines read it."""
    by = issuer()
    if by is None:
        return None
    return badges.revocation_list(absolute("certification:revocations"), by, revoked_badges())


def absolute(name: str) -> str:
    """An address of this site in full."""
    path = name if name.startswith("/") else reverse(name)
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def _achievement_of(certificate: Certificate) -> str:
    about = certificate.cluster or f"onderdeel-{certificate.public_id}"
    return f"{absolute('certification:issuer')}#prestatie-{about}"


def _criteria_of(certificate: Certificate) -> str:
    if certificate.cluster:
        return f"Proeve van bekwaamheid: {Cluster(certificate.cluster).label}"
    return certificate.content


@cache
def _contexts() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(settings.BADGE_CONTEXTS.read_text(encoding="utf-8"))
    return found
