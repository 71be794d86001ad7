"""Changes of trajectories: putting somebody forward, agreeing, evidence, signatures, and the stage that follows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.log_actions import log

from core.access import require
from progression import permissions
from progression.choices import Capacity, EvidenceKind, Stage
from progression.models import Guide, Revocation, SignOff, StageChange, StageRequirement, Trajectory
from progression.rules.evidence import DEFAULTS
from progression.rules.signing import capacities_for, role_for
from progression.selectors.trajectories import decision_about, signer_of
from records.api import Statement, record
from records.choices import ActivityKind, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from people.models import Municipality, User
    from progression.choices import CoreTask
    from progression.rules.stages import Decision

# What nothing else tells the ledger: a trainer states it.
STATED = frozenset(
    {
        EvidenceKind.MOTIVATION,
        EvidenceKind.ROLE_DESCRIPTION,
        EvidenceKind.TIME_AGREED,
        EvidenceKind.INTAKE,
        EvidenceKind.START_AGREEMENT,
        EvidenceKind.DEBRIEF,
        EvidenceKind.HARD_PART,
        EvidenceKind.PORTFOLIO,
        EvidenceKind.KNOCK_OUT,
    }
)


@dataclass(frozen=True)
class NotPossibleError(ValueError):
    """Something that cannot be done now, with the reason as a key."""

    why: str


def load_requirements() -> None:
    """Fill an empty table with what the domain text asks; what an administrator changed stays."""
    if StageRequirement.objects.exists():
        return
    StageRequirement.objects.bulk_create(
        StageRequirement(
            stage=each.stage,
            kind=each.kind,
            times=each.times,
            at_least=each.at_least,
            within_months=each.within_months,
            span=each.span,
        )
        for each in DEFAULTS
    )


@transaction.atomic
def put_forward(
    *, trainer: User, candidate: User, municipality: Municipality, core_task: CoreTask, today: date
) -> Trajectory:
    """Begin the road of a coach in a core task; beginning twice is once."""
    require(permissions.can_put_forward(trainer, candidate, municipality))
    trajectory, is_new = Trajectory.objects.get_or_create(
        person=candidate,
        municipality=municipality,
        core_task=core_task,
        defaults={"trainer": trainer, "since": today},
    )
    if is_new:
        note_guides(
            guides=[trainer], candidate=candidate, municipality=municipality, core_task=core_task, on=today
        )
        log(instance=trajectory, action="progression.put_forward", user=trainer)
    return trajectory


def note_guides(
    *, guides: Iterable[User], candidate: User, municipality: Municipality, core_task: str, on: date
) -> None:
    """Keep who guided a candidate in a core task: they never assess that candidate. Told twice is one row."""
    trajectory = Trajectory.objects.filter(
        person=candidate, municipality=municipality, core_task=core_task
    ).first()
    if trajectory is not None:
        Guide.objects.bulk_create(
            (
                Guide(municipality=municipality, trajectory=trajectory, person=guide, since=on)
                for guide in guides
                if guide.pk != candidate.pk
            ),
            ignore_conflicts=True,
        )


@transaction.atomic
def agree(*, person: User, trajectory: Trajectory, self_assessment: str, today: date) -> Trajectory:
    """Let a candidate look at themselves and agree to be put forward for the next stage."""
    require(permissions.can_agree(person, trajectory))
    if not self_assessment.strip():
        raise NotPossibleError("self_assessment_is_empty")
    locked = _locked(trajectory.pk)
    locked.agreed_on, locked.self_assessment, locked.needs_evaluation = today, self_assessment.strip(), True
    locked.save(update_fields=["agreed_on", "self_assessment", "needs_evaluation"])
    return locked


@transaction.atomic
def state_evidence(
    *, person: User, trajectory: Trajectory, kind: EvidenceKind, occurred_at: datetime, now: datetime
) -> None:
    """State that a candidate showed something on a day; the same thing on the same day is one fact."""
    require(permissions.can_state(person, trajectory))
    if kind not in STATED:
        raise NotPossibleError("told_by_itself")
    if occurred_at > now:
        raise NotPossibleError("in_the_future")
    statement = Statement(
        verb=Verb.COMPLETED,
        activity_kind=ActivityKind.EVIDENCE,
        activity=f"evidence:{trajectory.core_task}:{kind}:{occurred_at.date()}",
        occurred_at=occurred_at,
        title=str(EvidenceKind(kind).label),
        context={"kind": str(kind), "by": str(person.public_id)},
        shows=(trajectory.core_task,),
    )
    record(person=trajectory.person, municipality=trajectory.municipality, statement=statement)
    ask_for_evaluation(person=trajectory.person, municipality=trajectory.municipality)


def ask_for_evaluation(*, person: User, municipality: Municipality) -> list[int]:
    """Let every trajectory of a person wait for an evaluation, and give which; in the transaction of the fact."""
    rows = Trajectory.objects.filter(person=person, municipality=municipality)
    rows.update(needs_evaluation=True)
    return list(rows.values_list("pk", flat=True))


@transaction.atomic
def sign(*, person: User, trajectory: Trajectory, capacity: Capacity, today: date, now: datetime) -> SignOff:
    """Put a signature under the evidence as it is now; only when nothing but signatures is missing."""
    locked = _locked(trajectory.pk)
    decision = decision_about(locked, as_of=today)
    require(permissions.can_sign(person, locked, decision))
    if decision.next_stage is None or any(reason.key != "sign" for reason in decision.why):
        raise NotPossibleError("something_is_missing")
    signer = signer_of(person, locked)
    if capacity not in capacities_for(signer, stage=decision.next_stage, seats=decision.seats):
        raise NotPossibleError("other_role_signs")
    evidence = _snapshot(locked, decision)
    signed = SignOff.objects.create(
        municipality=locked.municipality,
        trajectory=locked,
        entry=locked.entry,
        stage=decision.next_stage,
        capacity=capacity,
        role=role_for(capacity, signer),
        signer=person,
        signed_on=today,
        signed_at=now,
        evidence=evidence,
        evidence_hash=hash_of(evidence),
    )
    Trajectory.objects.filter(pk=locked.pk).update(needs_evaluation=True)
    log(instance=locked, action="progression.sign_off", user=person)
    return signed


@transaction.atomic
def revoke_sign_off(*, person: User, sign_off: SignOff, reason: str, now: datetime) -> Revocation:
    """Let a signer take a signature back, as long as the stage was not entered on it; twice is once."""
    locked = _locked(sign_off.trajectory_id)
    if person.pk != sign_off.signer_id or locked.entry != sign_off.entry:
        raise NotPossibleError("not_yours_to_take_back")
    if not reason.strip():
        raise NotPossibleError("reason_is_empty")
    revocation, _ = Revocation.objects.get_or_create(
        sign_off=sign_off,
        defaults={
            "municipality": locked.municipality,
            "person": person,
            "reason": reason.strip(),
            "revoked_at": now,
        },
    )
    return revocation


@transaction.atomic
def evaluate(trajectory_id: int, *, today: date, now: datetime) -> Decision:
    """Bring the stage in line with what was told and signed. Safe to run twice, or twice at once."""
    trajectory = _locked(trajectory_id)
    decision = decision_about(trajectory, as_of=today)
    if decision.stage > trajectory.stage:
        _enter(trajectory, decision, today=today, now=now)
    trajectory.needs_evaluation = False
    trajectory.save(
        update_fields=["stage", "since", "entry", "agreed_on", "self_assessment", "needs_evaluation"]
    )
    return decision


def hash_of(evidence: dict[str, Any]) -> str:
    """A mark by which a change of evidence would show."""
    return hashlib.sha256(json.dumps(evidence, sort_keys=True).encode()).hexdigest()


def _enter(trajectory: Trajectory, decision: Decision, *, today: date, now: datetime) -> None:
    trajectory.entry += 1
    StageChange.objects.create(
        municipality=trajectory.municipality,
        trajectory=trajectory,
        entry=trajectory.entry,
        from_stage=trajectory.stage,
        to_stage=decision.stage,
        changed_on=today,
        changed_at=now,
    )
    trajectory.stage, trajectory.since = decision.stage, today
    if decision.stage == Stage.INDEPENDENT:
        _tell_who_guided(trajectory, now=now)
    # The words of the candidate stay in the signatures that were put under them.
    trajectory.agreed_on, trajectory.self_assessment = None, ""


def _tell_who_guided(trajectory: Trajectory, *, now: datetime) -> None:
    """Whoever guided somebody to S4 has that as evidence for S5."""
    for guide in Guide.objects.filter(trajectory=trajectory).select_related("person"):
        statement = Statement(
            verb=Verb.COMPLETED,
            activity_kind=ActivityKind.EVIDENCE,
            activity=f"evidence:guided:{trajectory.pk}:{trajectory.entry}",
            occurred_at=now,
            title=str(EvidenceKind.GUIDED_TO_S4.label),
            context={"kind": str(EvidenceKind.GUIDED_TO_S4)},
        )
        record(person=guide.person, municipality=trajectory.municipality, statement=statement)
        ask_for_evaluation(person=guide.person, municipality=trajectory.municipality)


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
                "facts": [[fact.key, str(fact.on), str(fact.value or "")] for fact in need.facts],
            }
            for need in decision.needs
        ],
    }


def _locked(trajectory_id: int) -> Trajectory:
    rows = Trajectory.objects.select_for_update(of=("self",)).select_related("person", "municipality")
    return rows.get(pk=trajectory_id)
