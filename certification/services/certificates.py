"""Giving, renewing and revoking certificates, and what their holder lets others read."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from wagtail.log_actions import log

from certification.choices import CertificateKind
from certification.models import Certificate, CertificateRevocation, CertificateSharing, ProeveDecision
from certification.permissions import certificates as permissions
from certification.rules.codes import code_from
from certification.rules.validity import valid_until
from certification.selectors.candidates import CORE_TASKS
from certification.services.proeve import NotPossibleError
from core.access import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from certification.rules.standing import Shown
    from people.models import Municipality, User

CODE_BYTES, SALT_BYTES = 10, 12


@dataclass(frozen=True)
class Words:
    """What a certificate says: title and content, hours, and the numbers that registers ask for."""

    title: str
    content: str
    net_hours: Decimal
    reflection_hours: Decimal = Decimal(0)
    accreditation: str = ""
    register_points: Decimal | None = None
    valid_until: date | None = None  # of a part of the training; proficiency ends with its proeve


@transaction.atomic
def certify_proeve(*, person: User, decision_id: int, words: Words, now: datetime) -> Certificate:
    """The certificate of a proeve that was passed; it holds as long as the proeve, and is given once."""
    decision = ProeveDecision.objects.select_for_update(of=("self",)).get(pk=decision_id)
    require(permissions.can_certify_proeve(person, decision, today=localdate(now)))
    proeve = decision.proeve
    certificate = _given(person, proeve.candidate, proeve.municipality, words, now)
    certificate.kind, certificate.cluster = CertificateKind.PROFICIENCY, proeve.cluster
    certificate.core_tasks = sorted(CORE_TASKS[proeve.cluster])
    certificate.decision, certificate.valid_until = decision, decision.valid_until
    return _kept(certificate, person, "certification.certify")


@transaction.atomic
def certify_component(
    *, person: User, holder: User, municipality: Municipality, words: Words, now: datetime
) -> Certificate:
    """A certificate of a finished part of the training, for a register; it ends when somebody said so."""
    require(permissions.can_certify_component(person, holder, municipality))
    certificate = _given(person, holder, municipality, words, now)
    certificate.kind, certificate.valid_until = CertificateKind.COMPONENT, words.valid_until
    return _kept(certificate, person, "certification.certify")


@transaction.atomic
def renew(*, person: User, certificate_id: int, now: datetime) -> Certificate:
    """A new certificate for the next twenty-four months, from the end of the old one; renewing twice is once."""
    old = _locked(certificate_id)
    require(permissions.can_renew(person, old, today=localdate(now)))
    words = Words(
        title=old.title,
        content=old.content,
        net_hours=old.net_hours,
        reflection_hours=old.reflection_hours,
        accreditation=old.accreditation,
        register_points=old.register_points,
    )
    certificate = _given(person, old.holder, old.municipality, words, now)
    certificate.kind, certificate.cluster, certificate.core_tasks = old.kind, old.cluster, old.core_tasks
    certificate.decision, certificate.renews = old.decision, old
    certificate.valid_until = valid_until(certificate.issued_on)
    return _kept(certificate, person, "certification.renew")


@transaction.atomic
def revoke(*, person: User, certificate_id: int, reason: str, now: datetime) -> CertificateRevocation:
    """Take a certificate back, with a reason that its holder reads."""
    certificate = _locked(certificate_id)
    require(permissions.can_revoke(person, certificate))
    if not reason.strip():
        raise NotPossibleError("reason_is_empty")
    revocation = CertificateRevocation.objects.create(
        municipality=certificate.municipality,
        certificate=certificate,
        person=person,
        reason=reason.strip(),
        revoked_at=now,
    )
    log(instance=certificate, action="certification.revoke", user=person)
    return revocation


@transaction.atomic
def share_certificate(*, person: User, certificate: Certificate, shown: Shown, now: datetime) -> None:
    """Keep what its holder lets anybody read who has the code."""
    require(permissions.can_share(person, certificate))
    CertificateSharing.objects.update_or_create(
        certificate=certificate,
        defaults={
            "municipality": certificate.municipality,
            "is_open": shown.at_all,
            "shows_name": shown.name,
            "shows_municipality": shown.municipality,
            "shows_hours": shown.hours,
            "changed_at": now,
        },
    )


def _given(
    person: User, holder: User, municipality: Municipality, words: Words, now: datetime
) -> Certificate:
    return Certificate(
        code=code_from(secrets.token_bytes(CODE_BYTES)),
        salt=secrets.token_hex(SALT_BYTES),
        municipality=municipality,
        holder=holder,
        holder_name=str(holder),
        title=words.title,
        content=words.content,
        net_hours=words.net_hours,
        reflection_hours=words.reflection_hours,
        accreditation=words.accreditation,
        register_points=words.register_points,
        issuer=settings.CERTIFICATE_ISSUER,
        issued_by=person,
        issued_on=localdate(now),
        issued_at=now,
    )


def _kept(certificate: Certificate, person: User, action: str) -> Certificate:
    certificate.save()
    log(instance=certificate, action=action, user=person)
    return certificate


def _locked(certificate_id: int) -> Certificate:
    rows = Certificate.objects.select_for_update(of=("self",))
    return rows.select_related("holder", "municipality", "decision").get(pk=certificate_id)
