"""The door to cases."""

from __future__ import annotations

from casestudies.selectors.cases import (
    case_count,
    case_of,
    case_of_version,
    cases_visible_to,
    latest_version,
    municipality_of,
    was_published_below,
)
from casestudies.selectors.checks import cleared_in, doubts_in, intake_left, obstacles_in, texts_of
from casestudies.selectors.problems import problem_text
from casestudies.services.anonymity import check_intake, clear_details, take_clearance_back
from casestudies.services.loading import CaseReport, NoShelf, check_cases, load_cases
from casestudies.services.versions import freeze

__all__ = [
    "CaseReport",
    "NoShelf",
    "case_count",
    "case_of",
    "case_of_version",
    "cases_visible_to",
    "check_cases",
    "check_intake",
    "clear_details",
    "cleared_in",
    "doubts_in",
    "freeze",
    "intake_left",
    "latest_version",
    "load_cases",
    "municipality_of",
    "obstacles_in",
    "problem_text",
    "take_clearance_back",
    "texts_of",
    "was_published_below",
]
