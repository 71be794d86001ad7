"""What cases keep."""

from __future__ import annotations

from casestudies.models.checks import ClearedDetail, IntakeCheck
from casestudies.models.pages import CaseStudyIndexPage, CaseStudyPage
from casestudies.models.versions import CaseVersion
from casestudies.models.work import CaseWork, DiagnosisMark

__all__ = [
    "CaseStudyIndexPage",
    "CaseStudyPage",
    "CaseVersion",
    "CaseWork",
    "ClearedDetail",
    "DiagnosisMark",
    "IntakeCheck",
]
