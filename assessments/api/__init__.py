"""The door to assessments."""

from __future__ import annotations

from assessments.blocks.rubrics import given_of
from assessments.permissions.calibrating import can_rate_recording
from assessments.permissions.observing import (
    can_answer,
    can_be_rater,
    can_hand_over,
    can_invite,
    can_observe,
    can_rate,
    can_rate_again,
    can_replace,
    can_sign,
    can_start_observing,
    can_write_words,
)
from assessments.permissions.taking import can_begin, can_give_extra_time
from assessments.rules.answers import clean, in_words, key_in_words, right_answer
from assessments.rules.coverage import GoalCoverage, ModuleCoverage
from assessments.rules.practice import Choice, Outcome, judge
from assessments.rules.scoring import score
from assessments.rules.statistics import FEWEST
from assessments.selectors.analysis import VersionFigures, coverage, figures_of
from assessments.selectors.anonymity import Doubt, doubts_about, passages
from assessments.selectors.attempts import attempt_count, attempts_of, finished_codes, is_behind, questions_of
from assessments.selectors.bank import (
    current_versions,
    goals_with_counts,
    item_of,
    item_of_version,
    question_counts,
    questions_for_a_list,
    was_published,
)
from assessments.selectors.calibration import (
    calibrated_until,
    calibrations_of,
    recordings_of,
    versions_to_calibrate_on,
)
from assessments.selectors.calibration_words import calibration_sheet
from assessments.selectors.cards import TestCard, test_cards
from assessments.selectors.marking import answers_to_mark, item_to_mark
from assessments.selectors.observation_words import problem_in_words, reasons_in_words
from assessments.selectors.observing import (
    candidates_for,
    capacity_to_see,
    observation_counts,
    observations_in_reach,
    observations_of,
    observations_to_rate,
    observations_visible_to,
    raters_in,
    row_of,
    unread_observations,
)
from assessments.selectors.portfolio import own_work_counts
from assessments.selectors.practice import answers_of
from assessments.selectors.problems import problem_text as bank_problem_text
from assessments.selectors.problems import tally_text
from assessments.selectors.quizzes import must_be_passed, quizzes_for_a_list, quizzes_visible_to
from assessments.selectors.recall import recall_left
from assessments.selectors.reflections import is_kept, questions_and_answers, reflections_of, why_not_complete
from assessments.selectors.rubrics import is_in_use, rubric_count, rubrics_in_use
from assessments.selectors.sharing import (
    evidence_shared_with,
    readers_around,
    share_history,
    shared_things_with,
    sharing_of,
)
from assessments.selectors.sheets import sheet_of
from assessments.services.answers import Given, Kept, answer_question, check_answer, keep_answers
from assessments.services.attempts import begin_attempt
from assessments.services.bank import freeze
from assessments.services.calibrating import rate_recording, start_calibration
from assessments.services.extra_time import give_extra_time
from assessments.services.handing_in import close_attempt, hand_in_attempt
from assessments.services.handing_over import (
    hand_over,
    note_that_the_candidate_read,
    replace_observation,
    reply,
    share_observation,
    sign,
    stop_sharing_observation,
    write_words,
)
from assessments.services.ledger import attempt_differences
from assessments.services.loading import BankReport, check_questions, load_questions
from assessments.services.marking import Handed, give_turn_back, hand_in_marking, mark_again, take_turn
from assessments.services.observing import (
    Filled,
    NotFilledInError,
    ObservationKnownError,
    Start,
    add_observation_note,
    invite_rater,
    keep_form,
    rate,
    rate_again,
    remove_observation_note,
    start_observation,
    withdraw_invitation,
)
from assessments.services.portfolio import (
    add_file,
    add_own_work,
    describe_evidence,
    drop_file,
    remove_case,
    remove_evidence,
    save_case,
)
from assessments.services.practice import keep_answer
from assessments.services.recall import answer_recall_card, make_recall_cards
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
    "FEWEST",
    "BankReport",
    "Choice",
    "Doubt",
    "Filled",
    "Given",
    "GoalCoverage",
    "Handed",
    "Kept",
    "ModuleCoverage",
    "NotFilledInError",
    "ObservationKnownError",
    "Outcome",
    "RubricReport",
    "RubricsNotLoadedError",
    "Start",
    "TestCard",
    "VersionFigures",
    "add_file",
    "add_observation_note",
    "add_own_work",
    "answer_question",
    "answer_recall_card",
    "answers_of",
    "answers_to_mark",
    "attempt_count",
    "attempt_differences",
    "attempts_of",
    "bank_problem_text",
    "begin_attempt",
    "begin_reflection",
    "calibrated_until",
    "calibration_sheet",
    "calibrations_of",
    "can_answer",
    "can_be_rater",
    "can_begin",
    "can_give_extra_time",
    "can_hand_over",
    "can_invite",
    "can_observe",
    "can_rate",
    "can_rate_again",
    "can_rate_recording",
    "can_replace",
    "can_sign",
    "can_start_observing",
    "can_write_words",
    "candidates_for",
    "capacity_to_see",
    "check_answer",
    "check_questions",
    "clean",
    "close_attempt",
    "coverage",
    "current_versions",
    "describe_evidence",
    "doubts_about",
    "drop_file",
    "evidence_shared_with",
    "figures_of",
    "finish_reflection",
    "finished_codes",
    "freeze",
    "freeze_rubric",
    "give_extra_time",
    "give_turn_back",
    "given_of",
    "goals_with_counts",
    "hand_in_attempt",
    "hand_in_marking",
    "hand_over",
    "in_words",
    "invite_rater",
    "is_behind",
    "is_in_use",
    "is_kept",
    "item_of",
    "item_of_version",
    "item_to_mark",
    "judge",
    "keep_answer",
    "keep_answers",
    "keep_form",
    "keep_reflection",
    "key_in_words",
    "load_questions",
    "load_rubrics",
    "make_recall_cards",
    "mark_again",
    "must_be_passed",
    "note_that_the_candidate_read",
    "observation_counts",
    "observations_in_reach",
    "observations_of",
    "observations_to_rate",
    "observations_visible_to",
    "own_work_counts",
    "passages",
    "problem_in_words",
    "question_counts",
    "questions_and_answers",
    "questions_for_a_list",
    "questions_of",
    "quizzes_for_a_list",
    "quizzes_visible_to",
    "rate",
    "rate_again",
    "rate_recording",
    "raters_in",
    "readers_around",
    "reasons_in_words",
    "recall_left",
    "recordings_of",
    "reflections_of",
    "remove_case",
    "remove_evidence",
    "remove_observation_note",
    "remove_reflection",
    "reopen_reflection",
    "replace_observation",
    "reply",
    "right_answer",
    "row_of",
    "rubric_count",
    "rubrics_in_use",
    "save_case",
    "score",
    "share",
    "share_history",
    "share_observation",
    "shared_things_with",
    "sharing_of",
    "sheet_of",
    "sign",
    "start_calibration",
    "start_observation",
    "stop_sharing_observation",
    "take_turn",
    "tally_text",
    "test_cards",
    "unread_observations",
    "versions_to_calibrate_on",
    "was_published",
    "why_not_complete",
    "withdraw",
    "withdraw_invitation",
    "write_words",
]
