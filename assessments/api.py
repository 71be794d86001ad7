"""The door to assessments."""

from __future__ import annotations

from assessments.rules.practice import Choice, Outcome, judge
from assessments.selectors.practice import answers_of
from assessments.services.practice import keep_answer

__all__ = ["Choice", "Outcome", "answers_of", "judge", "keep_answer"]
