"""The door to assessments."""

from __future__ import annotations

from assessments.permissions import can_share, can_write
from assessments.rules.answers import clean, in_words, key_in_words
from assessments.rules.practice import Choice, Outcome, judge
from assessments.rules.scoring import score
from assessments.selectors.anonymity import doubts_about, passages
from assessments.selectors.bank import current_versions, item_of, item_of_version
from assessments.selectors.practice import answers_of
from assessments.selectors.problems import problem_text as bank_problem_text
from assessments.selectors.problems import tally_text
from assessments.selectors.reflections import is_kept, questions_and_answers, reflections_of, why_not_complete
from assessments.selectors.rubrics import rubric_count, rubrics_in_use
from assessments.selectors.sharing import (
    readers_around,
    share_history,
    shared_things_with,
    sharing_of,
)
from assessments.services.bank import freeze
from assessments.services.loading import BankReport, check_questions, load_questions
from assessments.services.practice import keep_answer
from assessments.services.reflections import (
    begin_reflection,
    finish_reflection,
    keep_reflection,
    remove_reflection,
    reopen_reflection,
)
from assessments.services.rubrics import RubricReport, RubricsNotLoadedError, freeze_rubric, load_rubrics
from assessments.services.sharing import share, withdraw

__all__ = [
    "BankReport",
    "Choice",
    "Outcome",
    "RubricReport",
    "RubricsNotLoadedError",
    "answers_of",
    "bank_problem_text",
    "begin_reflection",
    "can_share",
    "can_write",
    "check_questions",
    "clean",
    "current_versions",
    "doubts_about",
    "finish_reflection",
    "freeze",
    "freeze_rubric",
    "in_words",
    "is_kept",
    "item_of",
    "item_of_version",
    "judge",
    "keep_answer",
    "keep_reflection",
    "key_in_words",
    "load_questions",
    "load_rubrics",
    "passages",
    "questions_and_answers",
    "readers_around",
    "reflections_of",
    "remove_reflection",
    "reopen_reflection",
    "rubric_count",
    "rubrics_in_use",
    "score",
    "share",
    "share_history",
    "shared_things_with",
    "sharing_of",
    "tally_text",
    "why_not_complete",
    "withdraw",
]
