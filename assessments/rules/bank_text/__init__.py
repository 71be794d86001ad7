"""The question bank as reviewable text: what docs/question-format.md says, read and checked. No database, no clock."""

from __future__ import annotations

from assessments.rules.bank_text.folder import BankSource, GoalSource, QuestionSource, parse_bank
from assessments.rules.bank_text.problems import BankProblem
from assessments.rules.bank_text.quizzes import QuizSource

__all__ = ["BankProblem", "BankSource", "GoalSource", "QuestionSource", "QuizSource", "parse_bank"]
