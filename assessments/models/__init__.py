"""What assessments keep."""

from __future__ import annotations

from assessments.models.bank import LearningGoal, Question, QuestionVersion
from assessments.models.calibration import CalibrationRating, CalibrationRun
from assessments.models.observations import (
    Observation,
    ObservationNote,
    ObservationRater,
    ObservationShare,
    Rating,
)
from assessments.models.practice import PracticeAnswer
from assessments.models.rubrics import CalibrationRecording, Rubric, RubricVersion

__all__ = [
    "CalibrationRating",
    "CalibrationRecording",
    "CalibrationRun",
    "LearningGoal",
    "Observation",
    "ObservationNote",
    "ObservationRater",
    "ObservationShare",
    "PracticeAnswer",
    "Question",
    "QuestionVersion",
    "Rating",
    "Rubric",
    "RubricVersion",
]
