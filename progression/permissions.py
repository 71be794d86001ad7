"""Who may put somebody forward, state evidence, sign, and plan the takeover, with the reason when they may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.access import ALLOWED, Verdict, denied
from people.api import can_see_totals, standing_of
from people.choices import Role
from progression.choices import GateCapacity
from progression.rules.signing import why_not
from progression.selectors.trajectories import signer_of

if TYPE_CHECKING:
    from people.api import Standing
    from people.models import Municipality, User
    from progression.models import Takeover, Trajectory
    from progression.rules.stages import Decision

PLANNERS = (Role.LEAD, Role.ADMINISTRATOR)
# Who sees all numbers of a municipality, and who only its teams.
SEES_ALL = (Role.LEAD, Role.TRAINER)
SEES_TEAMS = (*SEES_ALL, Role.MANAGER)
GATE_ROLES = {
    GateCapacity.LEAD: Role.LEAD,
    GateCapacity.TRAINER: Role.TRAINER,
    GateCapacity.COACH: Role.COACH,
}
WHY_NOT = {
    "nobody_signs_for_themselves": _("You cannot sign for yourself."),
    "signed_already": _("You have signed already."),
    "nothing_to_sign": _("There is nothing to sign now."),
    "who_guided_does_not_assess": _("You guided this candidate. Two others decide about S4."),
    "other_role_signs": _("Somebody in another role signs this."),
}


def can_put_forward(person: User, candidate: User, municipality: Municipality) -> Verdict:
    """Whether somebody may start a trajectory for somebody else."""
    if person.pk == candidate.pk:
        return denied(_("You cannot put yourself forward as a trainer."))
    if not standing_of(person).has(Role.TRAINER, municipality.pk):
        return denied(_("Only a trainer of this municipality does this."))
    if not standing_of(candidate).has(Role.COACH, municipality.pk):
        return denied(_("This person is not an internal coach of this municipality."))
    return ALLOWED


def can_agree(person: User, trajectory: Trajectory) -> Verdict:
    """Whether somebody decides that a candidate is put forward: the candidate."""
    return ALLOWED if person.pk == trajectory.person_id else denied(_("Only the candidate decides this."))


def can_state(person: User, trajectory: Trajectory) -> Verdict:
    """Whether somebody may state that a candidate showed something."""
    if person.pk == trajectory.person_id:
        return denied(_("You cannot state evidence about yourself."))
    if not standing_of(person).has(Role.TRAINER, trajectory.municipality_id):
        return denied(_("Only a trainer of this municipality does this."))
    return ALLOWED


def can_sign(person: User, trajectory: Trajectory, decision: Decision) -> Verdict:
    """Whether somebody may fill one of the seats that are still open."""
    if decision.next_stage is None:
        return denied(WHY_NOT["nothing_to_sign"])
    signer = signer_of(person, trajectory)
    reason = why_not(signer, stage=decision.next_stage, seats=decision.seats)
    return denied(WHY_NOT[reason]) if reason else ALLOWED


def can_correct(person: User, municipality: Municipality) -> Verdict:
    """Whether somebody may say that confirmed work should be counted otherwise."""
    if standing_of(person).has(Role.LEAD, municipality.pk):
        return ALLOWED
    return denied(_("Only the implementation lead of this municipality does this."))


def can_plan_takeover(person: User, municipality: Municipality) -> Verdict:
    """Whether somebody may change the plan of a year and the agreements."""
    if any(standing_of(person).has(role, municipality.pk) for role in PLANNERS):
        return ALLOWED
    return denied(_("Only the implementation lead or the administrator of this municipality plans."))


def can_see_takeover(standing: Standing, takeover: Takeover) -> Verdict:
    """Whether somebody may see how far a municipality is; needs the works council's consent and a DPIA first."""
    municipality = takeover.municipality
    if not can_look_at_takeover(standing, municipality):
        return denied(_("Your role does not see the takeover."))
    verdict = can_see_totals(standing, municipality)
    if not verdict:
        return verdict
    if takeover.dpia_done_on is None:
        return denied(
            _("There is no DPIA yet. Until its date is filled in, nobody sees numbers about people.")
        )
    return ALLOWED


def can_look_at_takeover(standing: Standing, municipality: Municipality) -> bool:
    """Whether a role has anything to see of the takeover, once it may be shown."""
    return any(standing.has(role, municipality.pk) for role in SEES_TEAMS)


def sees_all_numbers(standing: Standing, municipality: Municipality) -> bool:
    """Whether somebody sees the whole takeover, and not only teams."""
    return any(standing.has(role, municipality.pk) for role in SEES_ALL)


def can_decide_phase(person: User, municipality: Municipality) -> Verdict:
    """Whether somebody writes down what is done and to which phase a municipality goes."""
    return can_correct(person, municipality)


def can_sign_gate(person: User, municipality: Municipality, capacity: str) -> Verdict:
    """Whether somebody may sign in a capacity that a municipality took over."""
    role = GATE_ROLES.get(GateCapacity(capacity))
    if role is not None and standing_of(person).has(role, municipality.pk):
        return ALLOWED
    return denied(WHY_NOT["other_role_signs"])


def can_follow_phases(person: User, municipality: Municipality) -> bool:
    """Whether somebody reads in which phase a municipality is and why: who decides and who signs."""
    return any(standing_of(person).has(role, municipality.pk) for role in GATE_ROLES.values())
