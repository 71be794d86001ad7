"""Who plans which meetings, for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.access import ALLOWED, Verdict, denied
from people.choices import Role
from trainings.choices import MeetingKind, Part

if TYPE_CHECKING:
    from collections.abc import Collection

    from people.api import Standing
    from people.models import Municipality, User

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
