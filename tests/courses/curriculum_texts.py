"""Reading small curricula that are text, for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from courses.rules.curriculum_text import LessonSource, Problem, ProblemCode, parse_curriculum
from tests.factories.curriculum_files import with_body

L1 = "m01-vragen/l1.md"
FIRST_LINE_OF_BODY = 11
REAL = Path(__file__).resolve().parents[2] / "site" / "website" / "demo" / "curriculum"


def problems_in(files: dict[str, str]) -> list[Problem]:
    curriculum, problems = parse_curriculum(files)
    assert (curriculum is None) == bool(problems)
    return problems


def codes_in(files: dict[str, str]) -> set[ProblemCode]:
    return {problem.code for problem in problems_in(files)}


def lesson(body: str) -> LessonSource:
    curriculum, problems = parse_curriculum(with_body(body))
    assert curriculum is not None, problems
    return curriculum.lessons[0]


def value(body: str) -> Any:
    return lesson(body).body[0]["value"]


def values(items: list[dict[str, Any]]) -> list[Any]:
    return [item["value"] for item in items]
