"""Who issues, renews and revokes certificates, and who decides what is shown of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from certification.choices import CertificateKind
from certification.permissions.proeve import is_training_organisation
from certification.selectors.certificates import decisions_to_certify, renewal_of
from core.access import ALLOWED, Verdict, denied
from people.api import can_see
from people.choices import DataKind

if TYPE_CHECKING:
    from datetime import date

    from certification.models import Certificate, ProeveDecision
    from people.models import Municipality, User


def can_certify_proeve(person: User, decision: ProeveDecision, *, today: date) -> Verdict:
    """Whether somebody gives the certificate of a proeve: a trainer of who passed it, once, while it holds."""
    if decisions_to_certify(person, decision.municipality, today=today).filter(pk=decision.pk).exists():
        return ALLOWED
    return denied(_("There is no proeve here that you can give a certificate for."))


def can_certify_component(person: User, holder: User, municipality: Municipality) -> Verdict:
    """Whether somebody gives a certificate of a part of the training: a trainer, to somebody of their group."""
    if not is_training_organisation(person, municipality):
        return denied(_("Only a trainer of the training organisation gives certificates."))
    if person.pk == holder.pk:
        return denied(_("Nobody gives a certificate to themselves."))
    return can_see(person, holder, DataKind.CERTIFICATE, municipality=municipality)


def can_revoke(person: User, certificate: Certificate) -> Verdict:
    """Whether somebody takes a certificate back: a trainer of the training organisation."""
    if not is_training_organisation(person, certificate.municipality) or person.pk == certificate.holder_id:
        return denied(_("Only a trainer of the training organisation takes a certificate back."))
    return denied(_("This certificate was revoked already.")) if certificate.is_revoked else ALLOWED


def can_renew(person: User, certificate: Certificate, *, today: date) -> Verdict:
    """Whether somebody renews a certificate: a trainer, in its last ninety days, when everything is there."""
    if not is_training_organisation(person, certificate.municipality) or person.pk == certificate.holder_id:
        return denied(_("Only a trainer of the training organisation renews a certificate."))
    if certificate.kind != CertificateKind.PROFICIENCY or certificate.is_revoked:
        return denied(_("This certificate cannot be renewed."))
    if hasattr(certificate, "renewed_by"):
        return denied(_("This certificate was renewed already."))
    if not renewal_of(certificate, as_of=today).is_possible:
        return denied(
            _("Something is still missing, or it is not time yet: renewal is in the last ninety days.")
        )
    return ALLOWED


def can_share(person: User, certificate: Certificate) -> Verdict:
    """Whether somebody decides what is shown of a certificate: its holder."""
    if person.pk == certificate.holder_id:
        return ALLOWED
    return denied(_("Only the holder decides what is shown."))
