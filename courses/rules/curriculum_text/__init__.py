"""The curriculum as reviewable text: what docs/curriculum-format.md says, read and checked. No database, no clock."""

from __future__ import annotations

from core.rules.problems import Problem
from courses.rules.curriculum_text.curriculum import parse_curriculum
from courses.rules.curriculum_text.problems import ProblemCode
from courses.rules.curriculum_text.sources import (
    CurriculumSource,
    LessonSource,
    LevelSource,
    ModuleSource,
    PathSource,
    TermSource,
    block_id,
    fingerprint,
    reading_key,
)

__all__ = [
    "CurriculumSource",
    "LessonSource",
    "LevelSource",
    "ModuleSource",
    "PathSource",
    "Problem",
    "ProblemCode",
    "TermSource",
    "block_id",
    "fingerprint",
    "parse_curriculum",
    "reading_key",
]
