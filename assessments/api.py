"""The door to assessments."""

from __future__ import annotations

from assessments.rules.practice import Choice, Outcome, judge
from assessments.selectors.bank import current_versions, item_of, item_of_version
from assessments.selectors.practice import answers_of
from assessments.services.bank import freeze
from assessments.services.practice import keep_answer

__all__ = [
    "Choice",
    "Outcome",
    "answers_of",
    "current_versions",
    "freeze",
    "item_of",
    "item_of_version",
    "judge",
    "keep_answer",
]
