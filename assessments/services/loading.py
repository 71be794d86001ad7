"""Loading the question bank's text files: everything is checked first, then written in one transaction.

Loading twice changes nothing. What somebody edited in Wagtail is left alone and named, unless it may be replaced.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from assessments.models import Question
from assessments.rules.bank_text import BankProblem, BankSource, parse_bank
from assessments.rules.fairness import Tally, tallies
from assessments.services import loading_goals, loading_questions, loading_quizzes
from core.rules.problems import Problem
from core.text import files_in

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

SUFFIXES = frozenset({".yaml"})


@dataclass(frozen=True)
class BankReport:
    """What loading a folder did: codes and identifiers, or the problems that kept it from doing anything."""

    problems: list[Problem] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)
    taken_away: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    unfair: list[Tally] = field(default_factory=list)


def check_questions(folder: Path) -> BankReport:
    """Read and check a folder without writing anything; also tells where the right answer gives itself away."""
    source, problems = _read(folder)
    counted = tallies((question.file, question.tagged.item) for question in source.questions)
    return BankReport(problems=problems, unfair=[tally for tally in counted if not tally.is_fair])


@transaction.atomic
def load_questions(folder: Path, *, now: datetime, overwrite: bool = False) -> BankReport:
    """Bring the shared goals, questions and tests in line with a folder; with a problem nothing is written."""
    source, problems = _read(folder)
    problems = problems or _taken(source)
    report = BankReport(problems=problems)
    if not problems:
        goals = loading_goals.write(source.goals, report, overwrite=overwrite)
        loading_questions.write(source.questions, goals, report, overwrite=overwrite, now=now)
        loading_quizzes.write(source.quizzes, report, overwrite=overwrite)
    return report


def _read(folder: Path) -> tuple[BankSource, list[Problem]]:
    files, unreadable = files_in(folder, SUFFIXES)
    return (BankSource(), unreadable) if unreadable else parse_bank(files)


def _taken(source: BankSource) -> list[Problem]:
    """Identifiers that a municipality gave to a question of its own."""
    own = set(Question.objects.exclude(municipality=None).values_list("identifier", flat=True))
    return [
        Problem(row.file, row.line, BankProblem.IDENTIFIER_TAKEN, {"name": row.tagged.identifier})
        for row in source.questions
        if row.tagged.identifier in own
    ]
