"""The door to progression: mails, the road of a coach in a core task, and the takeover by a municipality."""

from __future__ import annotations

from progression.api.following import (
    agree,
    answer_contest,
    consider,
    correct_delivery,
    count_again,
    evaluate,
    evaluate_on,
    sign,
    state_evidence,
    try_on_yourself,
)
from progression.permissions import (
    can_correct,
    can_decide_phase,
    can_follow_phases,
    can_look_at_takeover,
    can_plan_takeover,
    can_see_takeover,
    can_sign_gate,
    sees_all_numbers,
    what_may_be_done,
)
from progression.rules.confirming import CONFIRMED_BY
from progression.rules.deadlines import Due, deadline_reminders
from progression.rules.escalation import STEPS, Step
from progression.rules.evidence import CLUSTERS, DEFAULTS, ENOUGH, Fact
from progression.rules.notices import Wish, next_digest
from progression.rules.replay import hash_of
from progression.rules.signing import SEATS
from progression.selectors.check_words import figure_of
from progression.selectors.coaches import (
    coaches_in,
    guides_of,
    people_on_a_road,
    road_counts,
    sign_off_count,
    stages_in,
    stages_of,
    trainers_in,
    who_may_have_led,
)
from progression.selectors.deliveries import (
    deliveries_in,
    delivery_count,
    told_before,
    work_known_as,
    work_told_in,
)
from progression.selectors.explaining import Explanation, explanation_of, number_table, value_of
from progression.selectors.facts import handover_facts
from progression.selectors.gate_words import judged
from progression.selectors.leaving import ahead_of, months_to_leave_in
from progression.selectors.ledger import RoadDifference, road_differences
from progression.selectors.messages import mail_choice_of, notices_in, notices_to, rows_of
from progression.selectors.nights import LastNight, NightProgress, last_nights, night_progress
from progression.selectors.notice_words import addressee_choices, addressees_of, days_label, title_of
from progression.selectors.notices import settings_of, wishes_of, wishes_set_in
from progression.selectors.numbers import Numbers, numbers_of
from progression.selectors.objections import objections_for
from progression.selectors.paper import report_of
from progression.selectors.phases import COUNTED, PhaseState, phase_changes
from progression.selectors.picture import last_day_of, takeover_of
from progression.selectors.pool import shared_by
from progression.selectors.reminders import planned_reminder_ids, reminder_counts, uncertain_reminder_ids
from progression.selectors.roads import (
    Road,
    candidates_of,
    changes_of,
    closed_to,
    guides_on,
    open_signatures,
    own_roads,
    pause_now,
    refusals_of,
    roads_of,
    sees_evidence,
    sign_offs_of,
    signatures_of,
    trajectories_visible_to,
)
from progression.selectors.teams import TeamRow, team_rows
from progression.selectors.trajectories import (
    decision_about,
    facts_of,
    trajectories_of,
)
from progression.selectors.words import (
    action_text,
    assumption,
    board_sentences,
    decimal,
    from_others,
    margin_tag,
    percent,
    task_name,
    too_little,
    way_to,
)
from progression.selectors.words import month as month_label
from progression.services.absence import begin_pause, end_pause, leave, step_back
from progression.services.agreements import PlannedHours, keep_agreements, keep_plan, share_coaches
from progression.services.ahead import Session, call_off_session, tell_session, tell_sessions
from progression.services.deliveries import Work, record_delivery
from progression.services.figures import count_month
from progression.services.going_on import agree_date, stop
from progression.services.mail_wishes import choose_mail, keep_reminder_settings
from progression.services.notices import look_after
from progression.services.phases import change_phase, revoke_gate_signature, sign_gate, tick
from progression.services.reminders import (
    Plan,
    cancel_reminders,
    plan_as_wanted,
    plan_reminders,
    retry_reminder,
    withdraw_reminders,
)
from progression.services.signing import contest, refuse, revoke_sign_off
from progression.services.trajectories import (
    NotPossibleError,
    add_guide,
    load_requirements,
    load_terms,
    note_guides,
    put_forward,
)

__all__ = [
    "CLUSTERS",
    "CONFIRMED_BY",
    "COUNTED",
    "DEFAULTS",
    "ENOUGH",
    "SEATS",
    "STEPS",
    "Due",
    "Explanation",
    "Fact",
    "LastNight",
    "NightProgress",
    "NotPossibleError",
    "Numbers",
    "PhaseState",
    "Plan",
    "PlannedHours",
    "Road",
    "RoadDifference",
    "Session",
    "Step",
    "TeamRow",
    "Wish",
    "Work",
    "action_text",
    "add_guide",
    "addressee_choices",
    "addressees_of",
    "agree",
    "agree_date",
    "ahead_of",
    "answer_contest",
    "assumption",
    "begin_pause",
    "board_sentences",
    "call_off_session",
    "can_correct",
    "can_decide_phase",
    "can_follow_phases",
    "can_look_at_takeover",
    "can_plan_takeover",
    "can_see_takeover",
    "can_sign_gate",
    "cancel_reminders",
    "candidates_of",
    "change_phase",
    "changes_of",
    "choose_mail",
    "closed_to",
    "coaches_in",
    "consider",
    "contest",
    "correct_delivery",
    "count_again",
    "count_month",
    "days_label",
    "deadline_reminders",
    "decimal",
    "decision_about",
    "deliveries_in",
    "delivery_count",
    "end_pause",
    "evaluate",
    "evaluate_on",
    "explanation_of",
    "facts_of",
    "figure_of",
    "from_others",
    "guides_of",
    "guides_on",
    "handover_facts",
    "hash_of",
    "judged",
    "keep_agreements",
    "keep_plan",
    "keep_reminder_settings",
    "last_day_of",
    "last_nights",
    "leave",
    "load_requirements",
    "load_terms",
    "look_after",
    "mail_choice_of",
    "margin_tag",
    "month_label",
    "months_to_leave_in",
    "next_digest",
    "night_progress",
    "note_guides",
    "notices_in",
    "notices_to",
    "number_table",
    "numbers_of",
    "objections_for",
    "open_signatures",
    "own_roads",
    "pause_now",
    "people_on_a_road",
    "percent",
    "phase_changes",
    "plan_as_wanted",
    "plan_reminders",
    "planned_reminder_ids",
    "put_forward",
    "record_delivery",
    "refusals_of",
    "refuse",
    "reminder_counts",
    "report_of",
    "retry_reminder",
    "revoke_gate_signature",
    "revoke_sign_off",
    "road_counts",
    "road_differences",
    "roads_of",
    "rows_of",
    "sees_all_numbers",
    "sees_evidence",
    "settings_of",
    "share_coaches",
    "shared_by",
    "sign",
    "sign_gate",
    "sign_off_count",
    "sign_offs_of",
    "signatures_of",
    "stages_in",
    "stages_of",
    "state_evidence",
    "step_back",
    "stop",
    "takeover_of",
    "task_name",
    "team_rows",
    "tell_session",
    "tell_sessions",
    "tick",
    "title_of",
    "told_before",
    "too_little",
    "trainers_in",
    "trajectories_of",
    "trajectories_visible_to",
    "try_on_yourself",
    "uncertain_reminder_ids",
    "value_of",
    "way_to",
    "what_may_be_done",
    "who_may_have_led",
    "wishes_of",
    "wishes_set_in",
    "withdraw_reminders",
    "work_known_as",
    "work_told_in",
]
