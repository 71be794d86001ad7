"""The door to assessments."""

from __future__ import annotations

from assessments.rules.answers import clean, in_words, key_in_words
from assessments.rules.practice import Choice, Outcome, judge
from assessments.rules.scoring import score
from assessments.selectors.bank import current_versions, item_of, item_of_version
from assessments.selectors.practice import answers_of
from assessments.selectors.problems import problem_text as bank_problem_text
from assessments.selectors.problems import tally_text
from assessments.selectors.rubrics import rubric_count, rubrics_in_use
from assessments.services.bank import freeze
from assessments.services.loading import BankReport, check_questions, load_questions
from assessments.services.practice import keep_answer
from assessments.services.rubrics import RubricReport, RubricsNotLoadedError, freeze_rubric, load_rubrics

__all__ = [
    "BankReport",
    "Choice",
    "Outcome",
    "RubricReport",
    "RubricsNotLoadedError",
    "answers_of",
    "bank_problem_text",
    "check_questions",
    "clean",
    "current_versions",
    "freeze",
    "freeze_rubric",
    "in_words",
    "item_of",
    "item_of_version",
    "judge",
    "keep_answer",
    "key_in_words",
    "load_questions",
    "load_rubrics",
    "rubric_count",
    "rubrics_in_use",
    "score",
    "tally_text",
]
