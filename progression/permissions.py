"""Who may put somebody forward, state evidence, sign, and plan the takeover, with the reason when they may not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from core.access import ALLOWED, Verdict, denied
from people.api import can_see_totals, standing_of
from people.choices import Role
from progression.choices import GateCapacity, SignerRole
from progression.rules.confirming import confirms, may_confirm
from progression.rules.signing import JUDGES, capacities_for, why_not
from progression.selectors.signers import roles_towards, signer_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from people.api import Standing
    from people.models import Municipality, User
    from progression.choices import Capacity
    from progression.models import Refusal, Takeover, Trajectory
    from progression.rules.signing import Signer
    from progression.rules.stages import Decision
    from progression.selectors.roads import Road

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


def can_state(person: User, trajectory: Trajectory, kind: str) -> Verdict:
    """Whether somebody may confirm that a candidate showed this."""
    if person.pk == trajectory.person_id:
        return denied(_("You cannot confirm evidence about yourself."))
    if not may_confirm(kind, roles_towards(person, trajectory)):
        return denied(_("Somebody in another role confirms this."))
    return ALLOWED


def can_refuse(person: User, trajectory: Trajectory) -> Verdict:
    """Whether somebody may send evidence back: who judges quality, and not about themselves."""
    if person.pk == trajectory.person_id:
        return denied(_("You cannot judge your own evidence."))
    if not JUDGES & roles_towards(person, trajectory):
        return denied(_("Only a trainer or an assessor judges evidence."))
    return ALLOWED


def can_answer(person: User, refusal: Refusal) -> Verdict:
    """Whether somebody may settle an objection: who judges quality, but did not refuse."""
    if person.pk == refusal.person_id:
        return denied(_("You sent this back. Somebody else answers the objection."))
    return can_refuse(person, refusal.trajectory)


def can_step_back(person: User, trajectory: Trajectory) -> Verdict:
    """Whether somebody may decide that a coach leads with supervision again."""
    return can_refuse(person, trajectory)


def can_pause(person: User, whose: User, municipality: Municipality) -> Verdict:
    """Whether somebody may let clocks stand still: their own, or a trainer's candidate."""
    if person.pk == whose.pk or standing_of(person).has(Role.TRAINER, municipality.pk):
        return ALLOWED
    return denied(_("Only the candidate or a trainer decides this."))


def can_agree_date(person: User, trajectory: Trajectory) -> Verdict:
    """Whether somebody may write down another target date: a trainer, and not about themselves."""
    if person.pk == trajectory.person_id:
        return denied(_("Your trainer writes down the new date. Agree on it together."))
    if standing_of(person).has(Role.TRAINER, trajectory.municipality_id):
        return ALLOWED
    return denied(_("Only a trainer of this municipality does this."))


def can_stop(person: User, trajectory: Trajectory) -> Verdict:
    """Whether somebody may end a road: who is on it, or a trainer."""
    if person.pk == trajectory.person_id or standing_of(person).has(Role.TRAINER, trajectory.municipality_id):
        return ALLOWED
    return denied(_("Only the candidate or a trainer decides this."))


def can_add_guide(person: User, guide: User, trajectory: Trajectory) -> Verdict:
    """Whether somebody may let a coach guide a candidate: a trainer, about a coach of the same municipality."""
    if not standing_of(person).has(Role.TRAINER, trajectory.municipality_id):
        return denied(_("Only a trainer of this municipality does this."))
    if trajectory.person_id in {person.pk, guide.pk}:
        return denied(_("Nobody guides themselves."))
    if not standing_of(guide).has(Role.COACH, trajectory.municipality_id):
        return denied(_("This person is not an internal coach of this municipality."))
    return ALLOWED


def can_record_departure(person: User, who: User, municipality: Municipality) -> Verdict:
    """Whether somebody may write down that somebody leaves."""
    if person.pk == who.pk:
        return denied(_("Somebody else writes down that you leave."))
    if any(standing_of(person).has(role, municipality.pk) for role in PLANNERS):
        return ALLOWED
    return denied(_("Only the implementation lead or the administrator of this municipality does this."))


def can_succeed(person: User, trained: Iterable[Trajectory], municipality: Municipality) -> Verdict:
    """Whether somebody can take over candidates: a trainer there, and none of the candidates."""
    if not standing_of(person).has(Role.TRAINER, municipality.pk):
        return denied(_("Only a trainer of this municipality can take over candidates."))
    if any(each.person_id == person.pk for each in trained):
        return denied(_("A candidate cannot become their own trainer."))
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


def can_own_contract(person: User, municipality: Municipality) -> Verdict:
    """Whether somebody can be who looks after the contract at the trainers: a trainer there."""
    if standing_of(person).has(Role.TRAINER, municipality.pk):
        return ALLOWED
    return denied(_("Choose a trainer who works in your municipality."))


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


def what_may_be_done(person: User, road: Road) -> dict[str, Any]:
    """Everything that somebody may do with a trajectory now, with what there is to choose, and why they may not sign."""
    trajectory, decision = road.trajectory, road.decision
    signer = signer_of(person, trajectory)
    judges = bool(can_refuse(person, trajectory))
    is_open = trajectory.left_on is None
    trains = is_open and not signer.is_candidate and SignerRole.TRAINER in signer.roles
    asks = {need.requirement.kind for need in decision.needs if need.missing}
    confirms_now = [kind for kind in confirms(signer.roles) if kind in asks]
    return {
        "agree": is_open
        and bool(can_agree(person, trajectory))
        and trajectory.agreed_on is None
        and _can_go_on(road),
        "confirm": confirms_now if is_open and not signer.is_candidate else [],
        "sign": _signs(road, signer),
        "refuse": judges
        and is_open
        and (trajectory.agreed_on is not None or any(need.facts for need in decision.needs)),
        "step_back": judges and bool(decision.setbacks),
        "pause": trains,
        "guide": trains,
        "new_date": trains and road.expected_on is not None,
        "stop": trains or (is_open and signer.is_candidate),
        "contest": signer.is_candidate,
        "answer": judges,
        "revoke": True,
        "why_not_sign": can_sign(person, trajectory, decision).reason if road.waits_for_signatures else "",
    }


def _signs(road: Road, signer: Signer) -> tuple[Capacity, ...]:
    """As what somebody may sign now."""
    stage = road.decision.next_stage
    if stage is None or not road.waits_for_signatures:
        return ()
    return capacities_for(signer, stage=stage, seats=road.decision.seats)


def _can_go_on(road: Road) -> bool:
    return any(reason.key == "agree" for reason in road.decision.why)
