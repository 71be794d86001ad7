"""A candidate who may do the proeve, everybody around them, and short ways to go on with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from assessments import api as assessments
from assessments.choices import CalibrationState
from assessments.models import CalibrationRun, ObservationRater
from certification import api
from certification.choices import Cluster
from certification.models import ProeveDecision, ProficiencyAssessment
from people.choices import Role
from people.models import Municipality, Team, User
from progression.choices import CoreTask, EvidenceKind, Stage
from progression.services import trajectories
from records.api import Statement, record_all
from records.choices import ActivityKind, Verb
from tests.factories.people import MembershipFactory, MunicipalityFactory, TeamFactory, person_with
from tests.factories.rubrics import given
from tests.factories.trajectories import Cast

GOOD = "3 3 3 3 3 3 3 3 nvt 3 3 3"
K9_APART = "3 3 3 3 3 3 3 3 – 3 3 3"
WEAK = "2 2 2 2 2 2 2 2 nvt 2 2 2"
HERE = {"place": "Buurthuis", "scenario_1": "Het pleintje", "scenario_2": "De waslijn"}


@dataclass
class Around:
    """A candidate for the proeve in one cluster, with who plans, mandates and assesses."""

    municipality: Municipality
    team: Team
    candidate: User
    trainer: User
    manager: User
    external: User
    second: User
    third: User

    def ask(self, cluster: str = Cluster.COACH, readiness: str = "Ik kan dit.") -> ProficiencyAssessment:
        """The candidate asks."""
        return api.ask(
            person=self.candidate,
            municipality=self.municipality,
            cluster=cluster,
            readiness=readiness,
            now=timezone.now(),
        )

    def mandated(self) -> ProficiencyAssessment:
        """The manager agrees."""
        return api.confirm_mandate(person=self.manager, proeve_id=self.ask().pk, now=timezone.now())

    def plan_for(self, **changes: Any) -> api.Plan:
        """A plan for in a minute."""
        fields = {
            "begins_at": timezone.now() + timedelta(seconds=30),
            "external": self.external,
            "second": self.second,
            **HERE,
        }
        return api.Plan(**{**fields, **changes})

    def planned(self, proeve: ProficiencyAssessment | None = None, **changes: Any) -> ProficiencyAssessment:
        """The trainer plans it."""
        proeve = proeve or self.mandated()
        wanted = self.plan_for(**changes)
        return api.plan(person=self.trainer, proeve_id=proeve.pk, wanted=wanted, now=timezone.now())

    def begun(self, proeve: ProficiencyAssessment | None = None) -> ProficiencyAssessment:
        """Both declare, and the assessor from outside begins."""
        proeve = proeve or self.planned()
        for assessor in (self.external, self.second):
            api.declare(person=assessor, proeve_id=proeve.pk, now=timezone.now())
        return api.begin(person=self.external, proeve_id=proeve.pk, now=timezone.now())

    def rate(self, proeve: ProficiencyAssessment, assessor: User, row: str = GOOD, **filled: Any) -> None:
        """An assessor fills in the form."""
        mine = ObservationRater.objects.select_related("observation__municipality", "rater").get(
            observation=proeve.observation_id, rater=assessor
        )
        assessments.rate(row=mine, filled=assessments.Filled(given(row), **filled), now=timezone.now())

    def rated(self, *rows: str) -> ProficiencyAssessment:
        """Both filled in the form."""
        proeve = self.begun()
        for assessor, row in zip((self.external, self.second), rows or (GOOD, GOOD), strict=True):
            self.rate(proeve, assessor, row)
        return proeve

    def judge(self, proeve: ProficiencyAssessment, said: Mapping[User, bool]) -> None:
        """Assessors give their verdicts."""
        for assessor, is_proficient in said.items():
            api.give_verdict(
                person=assessor,
                proeve_id=proeve.pk,
                is_proficient=is_proficient,
                seen="Rustig gesprek.",
                missing="" if is_proficient else "Het kader bleef vaag.",
                now=timezone.now(),
            )

    def decided(self, *rows: str, proficient: bool = True, **letter: Any) -> ProeveDecision:
        """The whole road to a decision."""
        proeve = self.rated(*rows)
        self.judge(proeve, {self.external: proficient, self.second: proficient})
        return self.decide(proeve, **letter)

    def decide(self, proeve: ProficiencyAssessment, **changes: Any) -> ProeveDecision:
        """The assessor from outside writes the letter."""
        words = {
            "seen": "Je begon bij de vraag.",
            "missing": "Het kader vooraf.",
            "closes_gap": "Twee sessies met een kader.",
            "new_date": timezone.localdate() + timedelta(weeks=20),
        }
        letter = api.Letter(**{**words, **changes})
        return api.decide(person=self.external, proeve_id=proeve.pk, letter=letter, now=timezone.now())


def around(team: Team | None = None, candidate: User | None = None) -> Around:
    """Somebody at S3 in KT4 with all that a proeve asks, and everybody around them; inside the scope."""
    team = team or TeamFactory(municipality=MunicipalityFactory())
    municipality = team.municipality
    trajectories.load_requirements()
    if candidate is None:
        candidate = MembershipFactory(coach=True, municipality=municipality, team=team).person
    else:
        MembershipFactory(coach=True, person=candidate, municipality=municipality, team=team)
    trainer = person_with(Role.TRAINER, municipality=municipality)
    manager = MembershipFactory(manager=True, municipality=municipality, team=team).person
    external, second, third = (person_with(Role.TRAINER, municipality=municipality) for _ in range(3))
    for assessor in (external, second, third):
        calibrate(assessor, municipality)
    _at_s3(municipality, candidate, trainer, manager)
    show(candidate, municipality, EvidenceKind.SITUATION_TEST, EvidenceKind.PORTFOLIO)
    return Around(municipality, team, candidate, trainer, manager, external, second, third)


def show(person: User, municipality: Municipality, *kinds: EvidenceKind) -> None:
    """Tell the ledger that somebody showed something."""
    named = {
        EvidenceKind.SITUATION_TEST: (Verb.PASSED, ActivityKind.TEST, "test:situatietoets"),
        EvidenceKind.BASIC_TEST: (Verb.PASSED, ActivityKind.TEST, "test:eindtoets-basis"),
    }
    statements = [
        Statement(
            verb=verb,
            activity_kind=activity_kind,
            activity=activity,
            occurred_at=timezone.now() - timedelta(days=2),
            context={"kind": str(kind)},
        )
        for kind in kinds
        for verb, activity_kind, activity in [
            named.get(kind, (Verb.COMPLETED, ActivityKind.EVIDENCE, f"evidence:{kind}"))
        ]
    ]
    record_all(person=person, municipality=municipality, statements=statements)


def calibrate(person: User, municipality: Municipality) -> None:
    """Somebody passed the calibration last week."""
    from tests.factories.observations import kijkkader_version

    CalibrationRun.objects.create(
        municipality=municipality,
        person=person,
        rubric_version=kijkkader_version(),
        state=CalibrationState.PASSED,
        started_at=timezone.now(),
        completed_on=timezone.localdate() - timedelta(days=7),
    )


def _at_s3(municipality: Municipality, candidate: User, trainer: User, manager: User) -> None:
    trajectory = trajectories.put_forward(
        trainer=trainer,
        candidate=candidate,
        municipality=municipality,
        core_task=CoreTask.KT4,
        today=timezone.localdate() - timedelta(days=1),
    )
    lead = person_with(Role.LEAD, municipality=municipality)
    Cast(municipality, candidate, trainer, manager, lead, [], trajectory).bring_to(Stage.SUPERVISED)
