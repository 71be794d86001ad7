"""A candidate with a trainer, a manager, a lead and two assessors, and evidence for a stage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from people.choices import Role
from people.models import Municipality, User
from progression.choices import Capacity, CoreTask, EvidenceKind, Stage
from progression.models import SignOff, Trajectory
from progression.rules.evidence import DEFAULTS
from progression.rules.signing import SEATS
from progression.services import signing
from progression.services import trajectories as services
from records.api import Statement, record_all
from records.choices import ActivityKind, Verb
from tests.factories.people import MunicipalityFactory, person_with
from tests.factories.takeover import takeover


@dataclass
class Cast:
    """Everybody around one candidate."""

    municipality: Municipality
    candidate: User
    trainer: User
    manager: User
    lead: User
    assessors: list[User]
    trajectory: Trajectory

    def show(self, stage: Stage, *, leave_out: EvidenceKind | None = None) -> None:
        """Tell the ledger exactly what a stage asks."""
        statements = [
            _statement(each.kind, number, each.at_least, self.trajectory.core_task)
            for each in DEFAULTS
            if each.stage == stage
            for number in range(each.times - (each.kind == leave_out))
        ]
        record_all(person=self.candidate, municipality=self.municipality, statements=statements)

    def agree(self, words: str = "Ik kan dit.") -> None:
        """Let the candidate agree."""
        services.agree(
            person=self.candidate, trajectory=self.trajectory, self_assessment=words, today=_today()
        )

    def sign(self, person: User, capacity: Capacity) -> SignOff:
        """Let somebody sign."""
        return signing.sign(
            person=person,
            trajectory=self.trajectory,
            capacity=capacity,
            today=_today(),
            now=timezone.now(),
        )

    def evaluate(self) -> Stage:
        """Evaluate, and say where that ends."""
        services.evaluate(self.trajectory.pk, today=_today(), now=timezone.now())
        self.trajectory.refresh_from_db()
        return Stage(self.trajectory.stage)

    def bring_to(self, stage: Stage) -> None:
        """Go the whole road up to a stage, each signature by somebody who may give it."""
        for each in range(self.trajectory.stage + 1, stage + 1):
            self.show(Stage(each))
            self.agree()
            for person, capacity in self.signers(Stage(each)):
                self.sign(person, capacity)
            assert self.evaluate() == each

    def signers(self, stage: Stage) -> list[tuple[User, Capacity]]:
        """Who signs a stage, and as what."""
        by = {Capacity.TIME: self.manager, Capacity.MANDATE: self.lead}
        if stage == Stage.INDEPENDENT:
            outside = [(each, Capacity.EXTERNAL_ASSESSOR) for each in self.assessors]
            return [*outside, (self.lead, Capacity.MANDATE)]
        return [(by.get(min(seat), self.trainer), min(seat)) for seat in SEATS[stage]]


def cast(
    core_task: CoreTask = CoreTask.KT3,
    *,
    municipality: Municipality | None = None,
    candidate: User | None = None,
) -> Cast:
    """Somebody who has just been put forward, and everybody around them; inside the scope of a municipality."""
    municipality = municipality or MunicipalityFactory()
    takeover(municipality)
    services.load_requirements()
    candidate = candidate or person_with(Role.COACH, municipality=municipality)
    trainer = person_with(Role.TRAINER, municipality=municipality)
    trajectory = services.put_forward(
        trainer=trainer,
        candidate=candidate,
        municipality=municipality,
        core_task=core_task,
        today=_today() - timedelta(days=1),
    )
    return Cast(
        municipality,
        candidate,
        trainer,
        person_with(Role.MANAGER, municipality=municipality),
        person_with(Role.LEAD, municipality=municipality),
        [person_with(Role.TRAINER, municipality=municipality) for _ in range(2)],
        trajectory,
    )


def _today():
    return timezone.localdate()


def _moment() -> datetime:
    return timezone.now() - timedelta(days=2)


def _statement(kind: str, number: int, mean: object, core_task: str) -> Statement:
    return Statement(
        verb=Verb.COMPLETED,
        activity_kind=ActivityKind.EVIDENCE,
        activity=f"evidence:{core_task}:{kind}:{number}",
        occurred_at=_moment(),
        result={} if mean is None else {"mean": str(mean)},
        context={"kind": str(kind)},
        shows=(core_task,),
    )
