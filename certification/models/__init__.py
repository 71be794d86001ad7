"""The proeve: who asks, who assesses, what they say, and what it came to."""

from __future__ import annotations

from certification.models.assessing import AssessorSeat, CriterionInterview, ProeveDecision, Verdict
from certification.models.certificates import Certificate, CertificateRevocation, CertificateSharing
from certification.models.proeve import ProficiencyAssessment

__all__ = [
    "AssessorSeat",
    "Certificate",
    "CertificateRevocation",
    "CertificateSharing",
    "CriterionInterview",
    "ProeveDecision",
    "ProficiencyAssessment",
    "Verdict",
]
