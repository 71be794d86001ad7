"""The curriculum's tables."""

from __future__ import annotations

from courses.models.glossary import GlossaryTerm
from courses.models.learning import Enrolment, LessonProgress, Note, TeamTotal
from courses.models.outline import LessonPart, LessonText, SearchWord
from courses.models.pages import (
    LearningPathIndexPage,
    LearningPathPage,
    LessonPage,
    ModulePage,
    Prerequisite,
)

__all__ = [
    "Enrolment",
    "GlossaryTerm",
    "LearningPathIndexPage",
    "LearningPathPage",
    "LessonPage",
    "LessonPart",
    "LessonProgress",
    "LessonText",
    "ModulePage",
    "Note",
    "Prerequisite",
    "SearchWord",
    "TeamTotal",
]
