"""What assessments keep."""

from __future__ import annotations

from assessments.models.bank import LearningGoal, Question, QuestionVersion
from assessments.models.practice import PracticeAnswer

__all__ = ["LearningGoal", "PracticeAnswer", "Question", "QuestionVersion"]
