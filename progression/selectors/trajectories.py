"""Reads of trajectories: what was told, what was signed, what is decided, and as what somebody may sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from people.api import everywhere, standing_of
from people.choices import Role
from progression.choices import CoreTask, SignerRole, Stage
from progression.models import Guide, SignOff, StageRequirement, Trajectory
from progression.rules.evidence import CLUSTERS, Requirement, Subject
from progression.rules.signing import Signature, Signer
from progression.rules.stages import Standing, decide
from progression.rules.telling import Told, facts_from
from records.api import records_of
from records.choices import ActivityKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from people.models import Municipality, User
    from progression.rules.evidence import Fact
    from progression.rules.stages import Decision
    from records.api import Statement
    from records.models import Record

KINDS = (
    ActivityKind.TEST,
    ActivityKind.MODULE,
    ActivityKind.LESSON,
    ActivityKind.OBSERVATION,
    ActivityKind.MEETING,
    ActivityKind.EVIDENCE,
    ActivityKind.PROEVE,
)
SIGNS_AS = {
    Role.TRAINER: SignerRole.TRAINER,
    Role.MANAGER: SignerRole.MANAGER,
    Role.LEAD: SignerRole.LEAD,
}
CLUSTER_OF = {task: frozenset(tasks) for _, tasks in CLUSTERS for task in tasks}


def facts_about(trajectory: Trajectory) -> list[Fact]:
    """Everything the ledger tells about who is on this road that can count. One query."""
    return facts_of(trajectory.person, trajectory.municipality)


def facts_of(person: User, municipality: Municipality) -> list[Fact]:
    """Everything the ledger tells about a person that can count. One query."""
    records = records_of(person).filter(municipality=municipality, activity_kind__in=KINDS)
    return [fact for row in records.in_force() for fact in facts_from(_told(row, key=str(row.pk)))]


def counts_for_a_stage(statements: Iterable[Statement]) -> bool:
    """Whether any of these facts can count for a stage. No queries."""
    return any(fact for statement in statements for fact in facts_from(_told(statement, key="")))


def _told(stated: Record | Statement, *, key: str) -> Told:
    return Told(
        key=key,
        verb=stated.verb,
        activity_kind=stated.activity_kind,
        activity=stated.activity,
        on=localdate(stated.occurred_at),
        shows=stated.shows,
        result=stated.result,
        context=stated.context,
    )


def requirements() -> list[Requirement]:
    """What the stages ask. One query."""
    rows = StageRequirement.objects.values_list("stage", "kind", "times", "at_least", "within_months", "span")
    return [Requirement(*row) for row in rows]


def signatures_for(trajectory: Trajectory) -> tuple[Signature, ...]:
    """The signatures for the next stage that were not taken back. One query."""
    rows = SignOff.objects.filter(trajectory=trajectory, entry=trajectory.entry, revocation__isnull=True)
    return tuple(Signature(*row) for row in rows.values_list("capacity", "signer_id", "signed_on"))


def decision_about(trajectory: Trajectory, *, as_of: date) -> Decision:
    """Where somebody stands, what is missing and why. Three queries."""
    standing = Standing(
        stage=trajectory.stage,
        since=trajectory.since,
        subject=Subject(trajectory.core_task, CLUSTER_OF[trajectory.core_task]),
        agreed=trajectory.agreed_on is not None,
        signatures=signatures_for(trajectory),
    )
    return decide(standing, facts=facts_about(trajectory), requirements=requirements(), as_of=as_of)


def signer_of(person: User, trajectory: Trajectory) -> Signer:
    """As what somebody stands towards a candidate's trajectory."""
    held = standing_of(person).roles_in(trajectory.municipality_id)
    roles = {SIGNS_AS[role] for role in held if role in SIGNS_AS}
    if _trains_others(person, trajectory):
        roles.add(SignerRole.EDUCATOR)
    return Signer(
        roles=frozenset(roles),
        is_candidate=person.pk == trajectory.person_id,
        has_guided=Guide.objects.filter(trajectory=trajectory, person=person).exists(),
        has_signed=any(each.signer == person.pk for each in signatures_for(trajectory)),
    )


def _trains_others(person: User, trajectory: Trajectory) -> bool:
    return Trajectory.objects.filter(
        person=person,
        municipality=trajectory.municipality_id,
        core_task=CoreTask.KT8,
        stage__gte=Stage.EDUCATOR,
    ).exists()


def trajectories_of(person: User) -> list[Trajectory]:
    """A person's own trajectories, in the order of the core tasks. One query."""
    return list(Trajectory.objects.filter(person=person).order_by("core_task"))


def waiting_trajectory_ids() -> list[int]:
    """Trajectories that something happened to and that were not evaluated since."""
    with everywhere():
        return list(Trajectory.objects.filter(needs_evaluation=True).values_list("pk", flat=True))


def all_trajectory_ids() -> list[int]:
    """Every trajectory of the installation."""
    with everywhere():
        return list(Trajectory.objects.order_by("pk").values_list("pk", flat=True))
