"""What can be wrong with a folder of questions, beside what can be wrong with any text file or question."""

from __future__ import annotations

from enum import StrEnum


class BankProblem(StrEnum):
    """A kind of mistake in a folder of questions."""

    NO_GOALS = "no_goals"
    CODE_TWICE = "code_twice"
    IDENTIFIER_TWICE = "identifier_twice"
    GOAL_UNKNOWN = "goal_unknown"
    CATEGORY_UNKNOWN = "category_unknown"
    MARKUP = "markup"
    IDENTIFIER_TAKEN = "identifier_taken"
    QUIZ_TWICE = "quiz_twice"
    QUIZ_UNKNOWN = "quiz_unknown"
    QUESTION_UNKNOWN = "question_unknown"
    TOO_FEW = "too_few"
    IMPOSSIBLE = "impossible"
