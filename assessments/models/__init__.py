"""What assessments keep."""

from __future__ import annotations

from assessments.models.attempts import Attempt, AttemptItem, ExtraTime
from assessments.models.bank import LearningGoal, Question, QuestionVersion
from assessments.models.calibration import CalibrationRating, CalibrationRun
from assessments.models.exchange import BroughtFile, QuestionOrigin
from assessments.models.interactive import InteractiveExercise, InteractivePlay, InteractiveStatement
from assessments.models.marking import Mark, Marking, MarkingJob
from assessments.models.observations import (
    Observation,
    ObservationNote,
    ObservationRater,
    ObservationShare,
    Rating,
)
from assessments.models.phone import PhoneRoster, PhoneSeat
from assessments.models.portfolio import EvidenceItem, PracticeCase, Reflection
from assessments.models.practice import PracticeAnswer
from assessments.models.quizzes import Quiz
from assessments.models.recall import RecallCard
from assessments.models.regrading import Regrade, RegradedAttempt
from assessments.models.rubrics import CalibrationRecording, Rubric, RubricVersion
from assessments.models.sharing import HarmlessDetail, OwnWork, Share, relation_to

__all__ = [
    "Attempt",
    "AttemptItem",
    "BroughtFile",
    "CalibrationRating",
    "CalibrationRecording",
    "CalibrationRun",
    "EvidenceItem",
    "ExtraTime",
    "HarmlessDetail",
    "InteractiveExercise",
    "InteractivePlay",
    "InteractiveStatement",
    "LearningGoal",
    "Mark",
    "Marking",
    "MarkingJob",
    "Observation",
    "ObservationNote",
    "ObservationRater",
    "ObservationShare",
    "OwnWork",
    "PhoneRoster",
    "PhoneSeat",
    "PracticeAnswer",
    "PracticeCase",
    "Question",
    "QuestionOrigin",
    "QuestionVersion",
    "Quiz",
    "Rating",
    "RecallCard",
    "Reflection",
    "Regrade",
    "RegradedAttempt",
    "Rubric",
    "RubricVersion",
    "Share",
    "relation_to",
]
