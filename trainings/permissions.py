"""Who may plan, change, join and confirm a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.access import ALLOWED, Verdict, denied
from people.choices import Role
from trainings.choices import MeetingKind, MeetingState, Part, Problem
from trainings.rules.confirming import confirmation_problem, may_keep_attendance

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from people.api import Standing
    from people.models import Municipality, User
    from trainings.models import Meeting, MeetingRole
    from trainings.rules.confirming import Held

ALL_KINDS = frozenset(MeetingKind)
# What each role plans. A coach plans what they lead themselves, for their own teams.
MAY_PLAN: dict[Role, frozenset[MeetingKind]] = {
    Role.LEAD: ALL_KINDS,
    Role.TRAINER: ALL_KINDS,
    Role.COACH: frozenset(
        {
            MeetingKind.TRAINING_DAY,
            MeetingKind.COACHING,
            MeetingKind.PEER_CONSULTATION,
            MeetingKind.INTRODUCTION,
        }
    ),
}
PLANS_FOR_ALL = (Role.LEAD, Role.TRAINER)
LEADING = frozenset({Part.LEADS, Part.CO_LEADS})


def kinds_to_plan(standing: Standing, municipality: Municipality | None) -> frozenset[MeetingKind]:
    """What kinds of meetings somebody plans in a municipality."""
    roles = standing.roles_in(municipality.pk) if municipality else frozenset()
    return frozenset[MeetingKind]().union(*(MAY_PLAN.get(role, frozenset()) for role in roles))


def can_plan(standing: Standing, municipality: Municipality | None) -> Verdict:
    """Whether somebody plans meetings here at all."""
    if kinds_to_plan(standing, municipality):
        return ALLOWED
    return denied(_("Implementation leads, trainers and coaches plan meetings."))


def teams_to_plan_for(standing: Standing, municipality: Municipality) -> frozenset[int] | None:
    """For which teams somebody plans, or None for all of them and for everybody together."""
    reaches = [standing.reach(role, municipality.pk) for role in MAY_PLAN]
    held = [reach for reach in reaches if reach is not None]
    for_all = any(standing.has(role, municipality.pk) for role in PLANS_FOR_ALL)
    if for_all or any(reach.covers_all for reach in held):
        return None
    return frozenset[int]().union(*(reach.team_ids for reach in held))


def can_plan_this(
    planner: User,
    standing: Standing,
    municipality: Municipality,
    *,
    kind: str,
    team_id: int | None,
    leading: Collection[int],
) -> Verdict:
    """Whether somebody plans a meeting of this kind, for this team, led by these people."""
    if kind not in kinds_to_plan(standing, municipality):
        return denied(_("Your role does not plan meetings of this kind."))
    teams = teams_to_plan_for(standing, municipality)
    if teams is not None and team_id not in teams:
        return denied(_("You plan meetings for your own team. Choose your team."))
    for_all = any(standing.has(role, municipality.pk) for role in PLANS_FOR_ALL)
    if not for_all and planner.pk not in leading:
        return denied(_("You plan meetings that you lead yourself, alone or together. Choose that you lead."))
    return ALLOWED


def can_change(person: User, standing: Standing, meeting: Meeting, roles: Collection[MeetingRole]) -> Verdict:
    """Whether somebody changes or cancels a meeting: who planned or leads it, and the implementation lead."""
    if meeting.state == MeetingState.CANCELLED:
        return denied(Problem.CANCELLED.label)
    if meeting.state == MeetingState.CONFIRMED:
        return denied(Problem.CONFIRMED.label)
    leads = any(role.person_id == person.pk and role.part in LEADING for role in roles)
    planned = meeting.planned_by_id == person.pk and can_plan(standing, meeting.municipality)
    if leads or planned or standing.has(Role.LEAD, meeting.municipality_id):
        return ALLOWED
    return denied(_("Who planned or leads the meeting changes it."))


def can_sign_up(
    standing: Standing, meeting: Meeting, *, now: datetime, has_a_part: bool, is_invited: bool
) -> Verdict:
    """Whether somebody may ask for a place; a team's meeting is for that team, and for whoever was invited before."""
    checks: tuple[tuple[bool, object], ...] = (
        (meeting.state == MeetingState.CANCELLED, Problem.CANCELLED.label),
        (meeting.begins_at <= now, Problem.BEGUN.label),
        (has_a_part, _("You do something at this meeting yourself, so you need no place.")),
        (not is_invited, _("This meeting is for another team.")),
        (not standing.roles_in(meeting.municipality_id), _("This meeting is for another municipality.")),
    )
    return next((denied(reason) for is_so, reason in checks if is_so), ALLOWED)  # type: ignore[arg-type]


def can_keep_attendance(person: User, held: Held, *, now: datetime, begins_at: datetime) -> Verdict:
    """Whether somebody says who was there: who leads the meeting, once it has begun and until it is confirmed."""
    if held.state != MeetingState.PLANNED:
        return denied(
            Problem.CONFIRMED.label if held.state == MeetingState.CONFIRMED else Problem.CANCELLED.label
        )
    if not may_keep_attendance(held, person.pk):
        return denied(_("Who leads the meeting says who was there."))
    return ALLOWED if begins_at <= now else denied(_("The meeting has not begun yet."))


def can_confirm(person: User, held: Held, *, now: datetime) -> Verdict:
    """Whether somebody confirms that the meeting was held: somebody who was there, afterwards, once."""
    problem = confirmation_problem(held, by=person.pk, now=now)
    return denied(problem.label) if problem else ALLOWED


def can_look_back(*, was_there: bool, has_looked_back: bool, is_over: bool) -> Verdict:
    """Whether somebody answers the three questions: who took part, afterwards, once."""
    if not was_there:
        return denied(_("The three questions are for who was there."))
    if has_looked_back:
        return denied(_("You have looked back on this meeting. Thank you."))
    return ALLOWED if is_over else denied(_("The meeting is not over yet."))


def can_see_evaluation(
    person: User, standing: Standing, meeting: Meeting, roles: Collection[MeetingRole]
) -> Verdict:
    """Whether somebody sees what people said together: who led it, the trainer and the implementation lead."""
    leads = any(role.person_id == person.pk and role.part in LEADING for role in roles)
    if leads or any(standing.has(role, meeting.municipality_id) for role in PLANS_FOR_ALL):
        return ALLOWED
    return denied(_("Who led the meeting sees what people said together."))
