"""The door to progression: mails, the road of a coach in a core task, and the takeover by a municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.background import after_commit
from progression import tasks
from progression.permissions import (
    can_decide_phase,
    can_follow_phases,
    can_look_at_takeover,
    can_plan_takeover,
    can_see_takeover,
    can_sign_gate,
    sees_all_numbers,
)
from progression.rules.deadlines import Due, deadline_reminders
from progression.rules.evidence import CLUSTERS, DEFAULTS, ENOUGH, Fact
from progression.rules.signing import SEATS
from progression.selectors.coaches import guides_of, stages_in, stages_of
from progression.selectors.deliveries import deliveries_in, delivery_count
from progression.selectors.explaining import Explanation, explanation_of, value_of
from progression.selectors.facts import handover_facts
from progression.selectors.nights import NightProgress, night_progress
from progression.selectors.numbers import Numbers, numbers_of
from progression.selectors.paper import report_of
from progression.selectors.phases import COUNTED, PhaseState, phase_changes
from progression.selectors.reminders import planned_reminder_ids, reminder_counts, uncertain_reminder_ids
from progression.selectors.teams import TeamRow, team_rows
from progression.selectors.trajectories import counts_for_a_stage, decision_about, facts_of, trajectories_of
from progression.selectors.words import action_text, assumption, board_sentences, decimal, percent, too_little
from progression.services import trajectories
from progression.services.agreements import PlannedHours, keep_agreements, keep_plan
from progression.services.deliveries import Work, correct_delivery, record_delivery
from progression.services.figures import count_month
from progression.services.phases import change_phase, revoke_gate_signature, sign_gate, tick
from progression.services.reminders import Plan, cancel_reminders, plan_reminders, retry_reminder
from progression.services.trajectories import NotPossibleError, load_requirements, note_guides, put_forward

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from people.models import Municipality, User
    from progression.choices import Capacity, EvidenceKind
    from progression.models import Revocation, SignOff, Trajectory
    from records.api import Statement

__all__ = [
    "CLUSTERS",
    "COUNTED",
    "DEFAULTS",
    "ENOUGH",
    "SEATS",
    "Due",
    "Explanation",
    "Fact",
    "NightProgress",
    "NotPossibleError",
    "Numbers",
    "PhaseState",
    "Plan",
    "PlannedHours",
    "TeamRow",
    "Work",
    "action_text",
    "agree",
    "assumption",
    "board_sentences",
    "can_decide_phase",
    "can_follow_phases",
    "can_look_at_takeover",
    "can_plan_takeover",
    "can_see_takeover",
    "can_sign_gate",
    "cancel_reminders",
    "change_phase",
    "consider",
    "correct_delivery",
    "count_month",
    "deadline_reminders",
    "decimal",
    "decision_about",
    "deliveries_in",
    "delivery_count",
    "evaluate",
    "explanation_of",
    "facts_of",
    "guides_of",
    "handover_facts",
    "keep_agreements",
    "keep_plan",
    "load_requirements",
    "night_progress",
    "note_guides",
    "numbers_of",
    "percent",
    "phase_changes",
    "plan_reminders",
    "planned_reminder_ids",
    "put_forward",
    "record_delivery",
    "reminder_counts",
    "report_of",
    "retry_reminder",
    "revoke_gate_signature",
    "revoke_sign_off",
    "sees_all_numbers",
    "sign",
    "sign_gate",
    "stages_in",
    "stages_of",
    "state_evidence",
    "team_rows",
    "tick",
    "too_little",
    "trajectories_of",
    "uncertain_reminder_ids",
    "value_of",
]


def evaluate(*, person: User, municipality: Municipality) -> None:
    """Tell that something happened that may count for a person's stages; call it beside the record of it."""
    for trajectory_id in trajectories.ask_for_evaluation(person=person, municipality=municipality):
        after_commit(tasks.evaluate, trajectory_id)


def consider(*, person: User, municipality: Municipality, statements: Iterable[Statement]) -> None:
    """Look at a person's stages anew when one of these facts can count for them; call it beside the record of them."""
    if counts_for_a_stage(statements):
        evaluate(person=person, municipality=municipality)


def agree(*, person: User, trajectory: Trajectory, self_assessment: str, today: date) -> Trajectory:
    """Let a candidate agree to be put forward; what follows is worked out once that is saved."""
    agreed = trajectories.agree(
        person=person, trajectory=trajectory, self_assessment=self_assessment, today=today
    )
    after_commit(tasks.evaluate, agreed.pk)
    return agreed


def state_evidence(
    *, person: User, trajectory: Trajectory, kind: EvidenceKind, occurred_at: datetime, now: datetime
) -> None:
    """State that a candidate showed something; every trajectory of the candidate is looked at anew."""
    trajectories.state_evidence(
        person=person, trajectory=trajectory, kind=kind, occurred_at=occurred_at, now=now
    )
    evaluate(person=trajectory.person, municipality=trajectory.municipality)


def sign(*, person: User, trajectory: Trajectory, capacity: Capacity, today: date, now: datetime) -> SignOff:
    """Sign that a stage may be entered; the stage follows once that is saved."""
    signed = trajectories.sign(person=person, trajectory=trajectory, capacity=capacity, today=today, now=now)
    after_commit(tasks.evaluate, trajectory.pk)
    return signed


def revoke_sign_off(*, person: User, sign_off: SignOff, reason: str, now: datetime) -> Revocation:
    """Take a signature back before the stage was entered."""
    return trajectories.revoke_sign_off(person=person, sign_off=sign_off, reason=reason, now=now)
