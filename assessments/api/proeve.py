"""The door to the forms of a proeve."""

from __future__ import annotations

from assessments.rules.proeve import InterviewProblem, Proeve, Shortage
from assessments.selectors.proeve import (
    calibrated_people,
    coached_in_forms,
    open_for_interview,
    problems_of_interview,
    proeve_of,
    proeve_rubric,
)
from assessments.services.proeve import add_proeve_form, close_proeve_forms, open_proeve_forms

__all__ = [
    "InterviewProblem",
    "Proeve",
    "Shortage",
    "add_proeve_form",
    "calibrated_people",
    "close_proeve_forms",
    "coached_in_forms",
    "open_for_interview",
    "open_proeve_forms",
    "problems_of_interview",
    "proeve_of",
    "proeve_rubric",
]
