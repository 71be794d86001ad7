"""Whatever happens in whatever order: nobody reaches a stage without what it asks, and no fact gets lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from people.api import everywhere
from progression.choices import Capacity, EvidenceKind, Span, Stage
from progression.models import SignOff, StageChange
from progression.rules.evidence import DEFAULTS
from progression.rules.stages import FALLS_BACK_TO
from progression.selectors.ledger import road_differences
from progression.services import absence, signing
from progression.services import trajectories as services
from progression.services.trajectories import NotPossibleError
from records.api import Statement, record, revoke
from records.choices import ActivityKind, Verb
from records.models import Record
from tests.factories.trajectories import cast

REFUSED = (PermissionDenied, NotPossibleError)
NOON = time(12)
LONGEST_WINDOW = timedelta(days=366)


@dataclass(frozen=True)
class Told:
    """A fact as the model remembers it."""

    kind: str
    on: date
    core_task: str
    mean: float | None


class AnyRoad(RuleBasedStateMachine):
    """One candidate, everybody around them, and a memory of its own of what was told and agreed."""

    def __init__(self) -> None:
        super().__init__()
        self.scope, self.undone = everywhere(), transaction.atomic()
        self.scope.__enter__()
        self.undone.__enter__()
        self.road = cast()
        self.today = timezone.localdate()
        self.facts: dict[str, Told] = {}
        self.gone: set[str] = set()
        self.refused: set[str] = set()
        self.stage, self.agreed, self.paused_days, self.pause_since = Stage.APPLIED, False, 0, None

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)
        self.scope.__exit__(None, None, None)

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, NOON, timezone.get_current_timezone())

    def tell(self, kind: str, core_task: str, mean: float | None) -> None:
        key = f"evidence:{core_task}:{kind}:{len(self.facts)}"
        statement = Statement(
            verb=Verb.COMPLETED,
            activity_kind=ActivityKind.EVIDENCE,
            activity=key,
            occurred_at=self.now,
            result={} if mean is None else {"mean": str(mean)},
            context={"kind": kind},
            shows=(core_task,),
        )
        record(person=self.road.candidate, municipality=self.road.municipality, statement=statement)
        self.facts[key] = Told(kind, self.today, core_task, mean)

    @rule(
        kind=st.sampled_from(EvidenceKind.values),
        other_task=st.booleans(),
        mean=st.sampled_from([1.5, 2.5, 3.5]),
    )
    def somebody_tells_a_fact(self, kind: str, other_task: bool, mean: float) -> None:
        task = "KT8" if other_task else self.road.trajectory.core_task
        self.tell(kind, task, mean if kind == EvidenceKind.OBSERVATION else None)

    @rule(but_one=st.booleans())
    def everything_of_the_next_stage_is_told(self, but_one: bool) -> None:
        asked = [each for each in DEFAULTS if each.stage == self.stage + 1]
        for each in asked[but_one:]:
            for _ in range(each.times):
                self.tell(each.kind, self.road.trajectory.core_task, 3.0 if each.at_least else None)

    @rule(number=st.integers(0, 50))
    def a_fact_is_taken_back(self, number: int) -> None:
        left = [key for key in self.facts if key not in self.gone]
        if left:
            key = left[number % len(left)]
            revoke(record_id=self.record(key).pk, person=self.road.trainer, reason="vergissing", now=self.now)
            self.gone.add(key)

    @rule(number=st.integers(0, 50))
    def a_fact_is_sent_back(self, number: int) -> None:
        left = [key for key in self.facts if key not in self.gone | self.refused]
        if left:
            key = left[number % len(left)]
            signing.refuse(
                person=self.road.trainer,
                trajectory=self.road.trajectory,
                fact=str(self.record(key).pk),
                reason="Te mager.",
                now=self.now,
            )
            self.refused.add(key)
            self.agreed = False

    @rule()
    def the_candidate_agrees(self) -> None:
        self.road.agree()
        self.agreed = True

    @rule(who=st.integers(0, 5), capacity=st.sampled_from(list(Capacity)))
    def anybody_tries_to_sign(self, who: int, capacity: Capacity) -> None:
        around = self.road
        person = [around.candidate, around.trainer, around.manager, around.lead, *around.assessors][who]
        self.sign(person, capacity)

    @rule()
    def everybody_signs_who_should(self) -> None:
        if self.stage < Stage.EDUCATOR:
            for person, capacity in self.road.signers(Stage(self.stage + 1)):
                self.sign(person, capacity)

    def sign(self, person, capacity: Capacity) -> None:
        try:
            with transaction.atomic():
                signing.sign(
                    person=person,
                    trajectory=self.road.trajectory,
                    capacity=capacity,
                    today=self.today,
                    now=self.now,
                )
        except REFUSED:
            return
        assert self.agreed
        assert self.pause_since is None
        assert person != self.road.candidate

    @rule(number=st.integers(0, 5))
    def a_signature_is_taken_back(self, number: int) -> None:
        given = list(SignOff.objects.filter(trajectory=self.road.trajectory, revocation=None).order_by("pk"))
        if given:
            signed = given[number % len(given)]
            try:
                with transaction.atomic():
                    signing.revoke_sign_off(
                        person=signed.signer, sign_off=signed, reason="Te vroeg.", now=self.now
                    )
            except REFUSED:
                assert signed.stage <= self.stage

    @rule()
    def the_trainer_decides_on_going_back(self) -> None:
        try:
            with transaction.atomic():
                absence.step_back(
                    person=self.road.trainer,
                    trajectory=self.road.trajectory,
                    reason="Het houdt niet.",
                    repair_plan="Nog eens samen.",
                    today=self.today,
                    now=self.now,
                )
        except REFUSED:
            return
        assert self.gone or self.stage >= Stage.INDEPENDENT, "there was no ground for it"
        self.stage, self.agreed = FALLS_BACK_TO[self.stage], False

    @rule()
    def a_pause_begins_or_ends(self) -> None:
        whose = {
            "by": self.road.candidate,
            "person": self.road.candidate,
            "municipality": self.road.municipality,
            "today": self.today,
        }
        if self.pause_since is None:
            absence.begin_pause(**whose)
            self.pause_since = self.today
        else:
            absence.end_pause(**whose)
            self.paused_days += (self.today - self.pause_since).days
            self.pause_since = None

    @rule(days=st.sampled_from([1, 7, 60, 400]))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(times=st.integers(1, 3))
    def the_task_runs(self, times: int) -> None:
        for _ in range(times):
            services.evaluate(self.road.trajectory.pk, today=self.today, now=self.now)

    def record(self, key: str) -> Record:
        return Record.objects.get(person=self.road.candidate, activity=key, revokes=None)

    def counted(self, requirement) -> int:
        window = LONGEST_WINDOW + timedelta(days=self.paused_days)
        return sum(
            1
            for key, fact in self.facts.items()
            if key not in self.gone | self.refused
            and fact.kind == requirement.kind
            and (requirement.span == Span.PERSON or fact.core_task == self.road.trajectory.core_task)
            and (requirement.within_months is None or fact.on > self.today - window)
            and (requirement.at_least is None or (fact.mean or 0) >= requirement.at_least)
        )

    @invariant()
    def a_stage_has_all_that_it_asks(self) -> None:
        self.road.trajectory.refresh_from_db()
        reached = self.road.trajectory.stage
        if reached == self.stage:
            return
        assert reached == self.stage + 1, "a stage was skipped, or somebody went back by themselves"
        asked = [each for each in DEFAULTS if each.stage == reached]
        assert all(self.counted(each) >= each.times for each in asked)
        assert self.agreed
        assert self.pause_since is None
        self.stage, self.agreed = reached, False

    @invariant()
    def no_fact_gets_lost(self) -> None:
        rows = Record.objects.filter(person=self.road.candidate)
        assert rows.filter(revokes=None).count() == len(self.facts)
        assert rows.in_force().count() == len(self.facts) - len(self.gone)

    @invariant()
    def what_is_stored_follows_from_its_changes(self) -> None:
        changes = StageChange.objects.filter(trajectory=self.road.trajectory).count()
        assert changes == self.road.trajectory.entry
        assert road_differences() == []


@pytest.mark.django_db
def test_no_order_of_events_reaches_a_stage_without_what_it_asks():
    run_state_machine_as_test(
        AnyRoad,
        settings=settings(
            max_examples=8,
            stateful_step_count=20,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
