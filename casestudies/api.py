"""The door to cases."""

from __future__ import annotations

from casestudies.models import CaseWork
from casestudies.permissions import can_check, can_facilitate
from casestudies.rules.case import Case, Line
from casestudies.rules.steps import ORDER, NotYet
from casestudies.selectors.cards import CaseCard, case_cards, codes_of_cases, finished_cases
from casestudies.selectors.cases import (
    case_count,
    case_of,
    case_of_version,
    cases_visible_to,
    facilitator_notes_of,
    latest_version,
    municipality_of,
    shelves_visible_to,
    was_published_below,
)
from casestudies.selectors.checks import (
    cleared_in,
    doubts_in,
    draft_of,
    intake_checks_in,
    intake_is_outdated,
    intake_left,
    obstacles_in,
    passages_with_doubts,
    texts_of,
)
from casestudies.selectors.comparison import Picture, groups_visible_to, picture_for
from casestudies.selectors.exercises import cases_with_exercises, open_cases_with_exercise
from casestudies.selectors.lists import Wanted, found_cases, rows_for
from casestudies.selectors.problems import problem_text
from casestudies.selectors.upstairs import Use, uses_by_code, uses_of
from casestudies.selectors.work import Doing, doing, how_far, road_of, team_of, work_by_code, work_on
from casestudies.services.anonymity import (
    CHECKED,
    CLEARED,
    check_intake,
    clear_details,
    go_through,
    take_clearance_back,
)
from casestudies.services.loading import CaseReport, NoShelf, check_cases, load_cases
from casestudies.services.versions import freeze
from casestudies.services.work import (
    NothingMarked,
    begin,
    finish_marking,
    give_answer,
    keep_marks,
    keep_own_answer,
    keep_prediction,
    open_next_fact,
    read_on,
)

__all__ = [
    "CHECKED",
    "CLEARED",
    "ORDER",
    "Case",
    "CaseCard",
    "CaseReport",
    "CaseWork",
    "Doing",
    "Line",
    "NoShelf",
    "NotYet",
    "NothingMarked",
    "Picture",
    "Use",
    "Wanted",
    "begin",
    "can_check",
    "can_facilitate",
    "case_cards",
    "case_count",
    "case_of",
    "case_of_version",
    "cases_visible_to",
    "cases_with_exercises",
    "check_cases",
    "check_intake",
    "clear_details",
    "cleared_in",
    "codes_of_cases",
    "doing",
    "doubts_in",
    "draft_of",
    "facilitator_notes_of",
    "finish_marking",
    "finished_cases",
    "found_cases",
    "freeze",
    "give_answer",
    "go_through",
    "groups_visible_to",
    "how_far",
    "intake_checks_in",
    "intake_is_outdated",
    "intake_left",
    "keep_marks",
    "keep_own_answer",
    "keep_prediction",
    "latest_version",
    "load_cases",
    "municipality_of",
    "obstacles_in",
    "open_cases_with_exercise",
    "open_next_fact",
    "passages_with_doubts",
    "picture_for",
    "problem_text",
    "read_on",
    "road_of",
    "rows_for",
    "shelves_visible_to",
    "take_clearance_back",
    "team_of",
    "texts_of",
    "uses_by_code",
    "uses_of",
    "was_published_below",
    "work_by_code",
    "work_on",
]
