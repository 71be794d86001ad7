"""The door to certificates and badges."""

from __future__ import annotations

from certification.permissions.certificates import (
    can_certify_component,
    can_certify_proeve,
    can_renew,
    can_revoke,
    can_share,
)
from certification.permissions.proeve import is_training_organisation
from certification.rules.standing import Shown
from certification.selectors.badges import issuer, profile_of_issuer, revocations, signed_badge
from certification.selectors.certificates import (
    capacity_to_see_certificates,
    certificate_counts,
    certificate_with_code,
    certificates_in_reach,
    certificates_of,
    certificates_visible_to,
    decisions_to_certify,
    hours_of,
    renewal_of,
)
from certification.selectors.paper import address_to_check, pdf_of, rows_of
from certification.selectors.roads import RoadLine, proeve_on_the_road, tests_on_the_road
from certification.services.certificates import (
    Words,
    certify_component,
    certify_proeve,
    renew,
    share_certificate,
)
from certification.services.certificates import revoke as revoke_certificate

__all__ = [
    "RoadLine",
    "Shown",
    "Words",
    "address_to_check",
    "can_certify_component",
    "can_certify_proeve",
    "can_renew",
    "can_revoke",
    "can_share",
    "capacity_to_see_certificates",
    "certificate_counts",
    "certificate_with_code",
    "certificates_in_reach",
    "certificates_of",
    "certificates_visible_to",
    "certify_component",
    "certify_proeve",
    "decisions_to_certify",
    "hours_of",
    "is_training_organisation",
    "issuer",
    "pdf_of",
    "proeve_on_the_road",
    "profile_of_issuer",
    "renew",
    "renewal_of",
    "revocations",
    "revoke_certificate",
    "rows_of",
    "share_certificate",
    "signed_badge",
    "tests_on_the_road",
]
