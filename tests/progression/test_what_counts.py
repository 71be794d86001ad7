"""Facts that are told elsewhere let a stage be looked at anew; ordinary ones cost nothing."""

from __future__ import annotations

import pytest
from django.utils import timezone

from people.api import everywhere
from people.choices import Role
from progression import api
from progression.choices import EvidenceKind, Stage
from progression.models import Guide, Trajectory
from records.api import Statement
from records.choices import ActivityKind, Verb
from records.models import Record
from tests.factories.people import person_with
from tests.factories.trajectories import cast


@pytest.fixture
def road(db):
    with everywhere():
        made = cast()
        Trajectory.objects.update(needs_evaluation=False)
        yield made


def told(verb: Verb, kind: ActivityKind, activity: str) -> Statement:
    return Statement(verb=verb, activity_kind=kind, activity=activity, occurred_at=timezone.now())


@pytest.mark.parametrize(
    ("statement", "counts"),
    [
        (told(Verb.PASSED, ActivityKind.TEST, "test:eindtoets-basis"), True),
        (told(Verb.COMPLETED, ActivityKind.MODULE, "module:M10"), True),
        (told(Verb.FAILED, ActivityKind.TEST, "test:eindtoets-basis"), False),
        (told(Verb.COMPLETED, ActivityKind.LESSON, "lesson:M1-L1"), False),
        (told(Verb.COMPLETED, ActivityKind.PART, "part:1"), False),
    ],
    ids=["the test", "the module", "not passed", "a lesson", "a part"],
)
def test_a_fact_that_counts_lets_the_stage_be_looked_at(road, statement, counts, django_assert_num_queries):
    with django_assert_num_queries(2 if counts else 0):
        api.consider(person=road.candidate, municipality=road.municipality, statements=[statement])
    assert Trajectory.objects.get().needs_evaluation is counts


@pytest.mark.parametrize(
    "kind",
    [EvidenceKind.CALIBRATION, EvidenceKind.GUIDED_TO_S4, EvidenceKind.CO_ASSESSED, EvidenceKind.PROFICIENCY],
)
def test_no_trainer_states_what_the_platform_saw_itself(road, kind):
    now = timezone.now()
    with pytest.raises(api.NotPossibleError):
        api.state_evidence(
            person=road.trainer, trajectory=road.trajectory, kind=kind, occurred_at=now, now=now
        )


def test_who_led_along_guided_and_never_the_candidate(road):
    other = person_with(Role.TRAINER, municipality=road.municipality)
    for _ in range(2):
        api.note_guides(
            guides=[other, road.candidate],
            candidate=road.candidate,
            municipality=road.municipality,
            core_task=road.trajectory.core_task,
            on=timezone.localdate(),
        )
    assert {guide.person for guide in Guide.objects.all()} == {road.trainer, other}


def test_whoever_guided_somebody_to_s4_has_that_as_evidence(road):
    road.bring_to(Stage.INDEPENDENT)
    [fact] = Record.objects.filter(context__kind=EvidenceKind.GUIDED_TO_S4)
    assert fact.person == road.trainer
