"""Signatures under evidence, taking them back, and evidence that is sent back with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.log_actions import log

from core.access import require
from progression import permissions
from progression.models import Contest, ContestAnswer, Refusal, Revocation, SignOff, Trajectory
from progression.rules.replay import hash_of
from progression.rules.signing import JUDGES, capacities_for, role_for
from progression.selectors.signers import roles_towards, signer_of
from progression.selectors.trajectories import decision_about, facts_of
from progression.services.trajectories import NotPossibleError, locked

if TYPE_CHECKING:
    from datetime import date, datetime

    from people.models import User
    from progression.choices import Capacity
    from progression.rules.stages import Decision


@transaction.atomic
def sign(*, person: User, trajectory: Trajectory, capacity: Capacity, today: date, now: datetime) -> SignOff:
    """Put a signature under the evidence as it is now; only when nothing but signatures is missing."""
    road = locked(trajectory.pk)
    decision = decision_about(road, as_of=today)
    require(permissions.can_sign(person, road, decision))
    if decision.next_stage is None or any(reason.key != "sign" for reason in decision.why):
        raise NotPossibleError("something_is_missing")
    signer = signer_of(person, road)
    if capacity not in capacities_for(signer, stage=decision.next_stage, seats=decision.seats):
        raise NotPossibleError("other_role_signs")
    evidence = _snapshot(road, decision)
    signed = SignOff.objects.create(
        municipality=road.municipality,
        trajectory=road,
        entry=road.entry,
        stage=decision.next_stage,
        capacity=capacity,
        role=role_for(capacity, signer),
        signer=person,
        signed_on=today,
        signed_at=now,
        evidence=evidence,
        evidence_hash=hash_of(evidence),
    )
    Trajectory.objects.filter(pk=road.pk).update(needs_evaluation=True)
    log(instance=road, action="progression.sign_off", user=person)
    return signed


@transaction.atomic
def revoke_sign_off(*, person: User, sign_off: SignOff, reason: str, now: datetime) -> Revocation:
    """Let a signer take a signature back, as long as the stage was not entered on it; twice is once."""
    road = locked(sign_off.trajectory_id)
    if person.pk != sign_off.signer_id or road.entry != sign_off.entry:
        raise NotPossibleError("not_yours_to_take_back")
    revocation, is_new = Revocation.objects.get_or_create(
        sign_off=sign_off,
        defaults={
            "municipality": road.municipality,
            "person": person,
            "reason": _said(reason),
            "revoked_at": now,
        },
    )
    if is_new:
        log(instance=road, action="progression.revoke", user=person)
    return revocation


@transaction.atomic
def refuse(*, person: User, trajectory: Trajectory, fact: str, reason: str, now: datetime) -> Refusal:
    """Send one fact, or all of it, back with a reason; the candidate has to agree anew to be put forward."""
    road = locked(trajectory.pk)
    require(permissions.can_refuse(person, road))
    if fact:
        if fact not in {each.key for each in facts_of(road.person, road.municipality)}:
            raise NotPossibleError("no_such_evidence")
        if Refusal.objects.filter(trajectory=road, fact=fact).exists():
            raise NotPossibleError("refused_already")
    elif road.agreed_on is None:
        raise NotPossibleError("not_put_forward")
    refusal = Refusal.objects.create(
        municipality=road.municipality,
        trajectory=road,
        entry=road.entry,
        stage=road.stage + 1,
        fact=fact,
        person=person,
        role=min(JUDGES & roles_towards(person, road)),
        reason=_said(reason),
        refused_at=now,
    )
    road.agreed_on, road.self_assessment, road.needs_evaluation = None, "", True
    road.save(update_fields=["agreed_on", "self_assessment", "needs_evaluation"])
    log(instance=road, action="progression.refuse", user=person)
    return refusal


@transaction.atomic
def contest(*, person: User, refusal: Refusal, words: str, now: datetime) -> Contest:
    """Let a candidate object to a refusal, once."""
    road = locked(refusal.trajectory_id)
    require(permissions.can_agree(person, road))
    if Contest.objects.filter(refusal=refusal).exists():
        raise NotPossibleError("contested_already")
    return Contest.objects.create(
        municipality=road.municipality, refusal=refusal, words=_said(words), contested_at=now
    )


@transaction.atomic
def answer_contest(
    *, person: User, refusal: Refusal, stands: bool, words: str, now: datetime
) -> ContestAnswer:
    """Settle an objection; what was refused counts again when the refusal does not stand."""
    road = locked(refusal.trajectory_id)
    objection = Contest.objects.filter(refusal=refusal, answer=None).first()
    if objection is None:
        raise NotPossibleError("nothing_to_answer")
    require(permissions.can_answer(person, refusal))
    answer = ContestAnswer.objects.create(
        municipality=road.municipality,
        contest=objection,
        person=person,
        stands=stands,
        words=_said(words),
        answered_at=now,
    )
    Trajectory.objects.filter(pk=road.pk).update(needs_evaluation=True)
    log(instance=road, action="progression.answer", user=person)
    return answer


def _said(words: str) -> str:
    if not words.strip():
        raise NotPossibleError("reason_is_empty")
    return words.strip()


def _snapshot(trajectory: Trajectory, decision: Decision) -> dict[str, Any]:
    return {
        "self_assessment": trajectory.self_assessment,
        "agreed_on": str(trajectory.agreed_on),
        "needs": [
            {
                "kind": need.requirement.kind,
                "times": need.requirement.times,
                "at_least": None if need.requirement.at_least is None else str(need.requirement.at_least),
                "within_months": need.requirement.within_months,
                "span": need.requirement.span,
                "facts": [[fact.key, str(fact.on), str(fact.value or "")] for fact in need.facts],
            }
            for need in decision.needs
        ],
    }
