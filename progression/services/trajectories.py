"""The road of a coach: putting them forward, agreeing, evidence that people confirm, and the stage that follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from core.access import require
from progression import permissions
from progression.choices import EvidenceKind, Stage
from progression.models import Guide, StageChange, StageRequirement, StageTerm, Trajectory
from progression.rules.confirming import CONFIRMED_BY
from progression.rules.evidence import DEFAULTS, TARGET_WEEKS, VALID_MONTHS
from progression.selectors.signers import roles_towards
from progression.selectors.trajectories import decision_about
from records.api import Statement, record
from records.choices import ActivityKind, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from people.models import Municipality, User
    from progression.choices import CoreTask
    from progression.rules.stages import Decision

MOVES = [
    "stage",
    "since",
    "entry",
    "agreed_on",
    "self_assessment",
    "target_on",
    "target_set_on",
    "needs_evaluation",
]


@dataclass(eq=False)  # not frozen: Python writes where it was raised on it
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


def load_terms() -> None:
    """The same for how long stages take and hold."""
    if StageTerm.objects.exists():
        return
    StageTerm.objects.bulk_create(
        StageTerm(stage=stage, weeks=TARGET_WEEKS.get(stage), months=VALID_MONTHS.get(stage))
        for stage in Stage
        if stage != Stage.APPLIED
    )


@transaction.atomic
def put_forward(
    *, trainer: User, candidate: User, municipality: Municipality, core_task: CoreTask, today: date
) -> Trajectory:
    """Begin the road of a coach in a core task; beginning twice is once, and who came back goes on where they were."""
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
    elif trajectory.left_on is not None:
        trajectory.left_on, trajectory.needs_evaluation = None, True
        trajectory.save(update_fields=["left_on", "needs_evaluation"])
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
def add_guide(*, person: User, guide: User, trajectory: Trajectory, today: date) -> None:
    """Let a coach of the municipality guide a candidate from today on; they never assess that candidate then."""
    require(permissions.can_add_guide(person, guide, trajectory))
    note_guides(
        guides=[guide],
        candidate=trajectory.person,
        municipality=trajectory.municipality,
        core_task=trajectory.core_task,
        on=today,
    )
    log(instance=trajectory, action="progression.add_guide", user=person)


@transaction.atomic
def agree(*, person: User, trajectory: Trajectory, self_assessment: str, today: date) -> Trajectory:
    """Let a candidate look at themselves and agree to be put forward for the next stage."""
    require(permissions.can_agree(person, trajectory))
    if not self_assessment.strip():
        raise NotPossibleError("self_assessment_is_empty")
    road = locked(trajectory.pk)
    road.agreed_on, road.self_assessment, road.needs_evaluation = today, self_assessment.strip(), True
    road.save(update_fields=["agreed_on", "self_assessment", "needs_evaluation"])
    return road


@transaction.atomic
def state_evidence(
    *, person: User, trajectory: Trajectory, kind: EvidenceKind, occurred_at: datetime, now: datetime
) -> None:
    """Confirm that a candidate showed something on a day, by who may say so; the same on one day is one fact."""
    if kind not in CONFIRMED_BY:
        raise NotPossibleError("told_by_itself")
    require(permissions.can_state(person, trajectory, kind))
    if occurred_at > now:
        raise NotPossibleError("in_the_future")
    statement = Statement(
        verb=Verb.COMPLETED,
        activity_kind=ActivityKind.EVIDENCE,
        activity=f"evidence:{trajectory.core_task}:{kind}:{occurred_at.date()}",
        occurred_at=occurred_at,
        title=str(EvidenceKind(kind).label),
        context={
            "kind": str(kind),
            "by": str(person.public_id),
            "as": min(CONFIRMED_BY[kind] & roles_towards(person, trajectory)),
        },
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
def evaluate(trajectory_id: int, *, today: date, now: datetime) -> Decision:
    """Bring the stage in line with what was told and signed. Safe to run twice, or twice at once."""
    trajectory = locked(trajectory_id)
    decision = decision_about(trajectory, as_of=today)
    if decision.stage > trajectory.stage:
        change = StageChange(to_stage=decision.stage)
        move(trajectory, change, today=today, now=now)
        if decision.stage == Stage.INDEPENDENT:
            _tell_who_guided(trajectory, now=now)
    trajectory.needs_evaluation = False
    trajectory.save(update_fields=MOVES)
    return decision


def move(trajectory: Trajectory, change: StageChange, *, today: date, now: datetime) -> None:
    """Put a change on record and follow it; who saves the trajectory is who locked it."""
    trajectory.entry += 1
    change.municipality_id, change.trajectory = trajectory.municipality_id, trajectory
    change.entry, change.from_stage = trajectory.entry, trajectory.stage
    change.changed_on, change.changed_at = today, now
    change.save(force_insert=True)
    trajectory.stage, trajectory.since = change.to_stage, today
    # The words of the candidate stay in the signatures that were put under them.
    trajectory.agreed_on, trajectory.self_assessment = None, ""
    trajectory.target_on = trajectory.target_set_on = None


def locked(trajectory_id: int) -> Trajectory:
    """A trajectory that nobody else changes meanwhile."""
    rows = Trajectory.objects.select_for_update(of=("self",)).select_related("person", "municipality")
    return rows.get(pk=trajectory_id)


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
