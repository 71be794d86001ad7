"""Loading the curriculum's text files: everything is checked first, then written in one transaction.

Loading twice changes nothing. What somebody edited in Wagtail is left alone and named, unless it may be replaced.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from core.text import files_in
from courses.models import LearningPathIndexPage
from courses.rules.curriculum_text import CurriculumSource, Problem, parse_curriculum
from courses.services import loading_pages, loading_terms
from courses.services.loading_plan import conflicts, plan

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = frozenset({".md", ".yaml"})


@dataclass(frozen=True)
class LoadReport:
    """What loading a folder did: names of pages and terms, or the problems that kept it from doing anything."""

    problems: list[Problem] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)
    taken_away: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    unchanged: int = 0


def check_curriculum(folder: Path) -> LoadReport:
    """Read and check a folder without writing anything."""
    _, problems = _read(folder)
    return LoadReport(problems=problems)


def load_curriculum(folder: Path, *, overwrite: bool = False) -> LoadReport:
    """Bring the pages and terms of the shared shelf in line with a folder; with a problem nothing is written."""
    source, problems = _read(folder)
    if source is None:
        return LoadReport(problems=problems)
    with transaction.atomic():
        return _write(source, overwrite=overwrite)


def _write(source: CurriculumSource, *, overwrite: bool) -> LoadReport:
    shelf = LearningPathIndexPage.objects.get(municipality=None)
    pages = plan(source, shelf, overwrite=overwrite)
    problems = conflicts(pages, shelf)
    if problems:
        return LoadReport(problems=problems)
    report = LoadReport(unchanged=pages.unchanged)
    loading_terms.write(source.terms, report, overwrite=overwrite)
    loading_pages.write(pages, shelf, report)
    return report


def _read(folder: Path) -> tuple[CurriculumSource | None, list[Problem]]:
    files, unreadable = files_in(folder, SUFFIXES)
    return (None, unreadable) if unreadable else parse_curriculum(files)
