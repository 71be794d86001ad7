"""Asking for a proeve and planning it: who may, who has an interest, when it begins."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments.models import CalibrationRun, Observation
from certification import api
from certification.choices import Cluster, Conflict, ProeveState, SeatKind
from certification.models import (
    AssessorSeat,
    ProficiencyAssessment,
)
from people.choices import Role
from people.models import Membership
from progression import api as progression
from progression.choices import Stage
from tests.certification.proeve.refusing import refused, why
from tests.factories.people import MembershipFactory, person_with
from tests.factories.proeves import around, calibrate


def test_a_coach_who_has_everything_asks_once(them):
    proeve = them.ask()
    assert proeve.state == ProeveState.REQUESTED
    with pytest.raises(PermissionDenied):
        them.ask()
    assert ProficiencyAssessment.objects.count() == 1


def test_two_requests_at_the_same_time_are_one(them):
    def twice():
        return ProficiencyAssessment.objects.create(
            municipality=them.municipality,
            candidate=them.candidate,
            cluster=Cluster.COACH,
            readiness="Ja.",
            requested_at=timezone.now(),
        )

    twice()
    assert "one_open_proeve_at_a_time" in refused(twice)


def test_without_words_or_without_evidence_nobody_asks(them):
    assert why(lambda: them.ask(readiness="  ")).why == "readiness_is_empty"
    with pytest.raises(PermissionDenied):
        them.ask(Cluster.INTRODUCE)


def test_only_the_candidates_own_manager_gives_the_mandate(them):
    proeve = them.ask()
    stranger = MembershipFactory(manager=True, municipality=them.municipality, team=around().team).person
    for person in (them.candidate, them.trainer, stranger):
        with pytest.raises(PermissionDenied):
            api.confirm_mandate(person=person, proeve_id=proeve.pk, now=timezone.now())
    with pytest.raises(PermissionDenied):
        them.planned(proeve)
    api.confirm_mandate(person=them.manager, proeve_id=proeve.pk, now=timezone.now())
    assert them.planned(proeve).state == ProeveState.PLANNED


@pytest.mark.parametrize(
    ("seat", "who", "conflict"),
    [
        ("second", "trainer", Conflict.COACHED),
        ("external", "manager", Conflict.SAME_LINE),
        ("second", "candidate", Conflict.CANDIDATE),
    ],
)
def test_who_has_an_interest_is_not_planned(them, seat, who, conflict):
    proeve = them.mandated()
    found = why(lambda: them.planned(proeve, **{seat: getattr(them, who)}))
    assert found.why == "conflict"
    assert str(conflict) in {each for _kind, each in found.about}
    assert not AssessorSeat.objects.exists()


def test_a_colleague_of_the_same_team_has_an_interest_and_one_of_another_team_has_not(them):
    proeve = them.mandated()
    beside = MembershipFactory(coach=True, municipality=them.municipality, team=them.team).person
    elsewhere = person_with(Role.COACH, municipality=them.municipality)
    for coach in (beside, elsewhere):
        calibrate(coach, them.municipality)
        trajectory = progression.put_forward(
            trainer=them.trainer,
            candidate=coach,
            municipality=them.municipality,
            core_task="KT4",
            today=timezone.localdate(),
        )
        assert trajectory.stage == Stage.APPLIED
    found = why(lambda: them.planned(proeve, second=beside))
    assert {each for _kind, each in found.about} == {Conflict.SAME_LINE, Conflict.NOT_TRAINED}
    found = why(lambda: them.planned(proeve, second=elsewhere))
    assert {each for _kind, each in found.about} == {Conflict.NOT_TRAINED}


def test_a_calibration_that_ended_is_found_again_on_the_day_itself(them):
    proeve = them.planned()
    for assessor in (them.external, them.second):
        api.declare(person=assessor, proeve_id=proeve.pk, now=timezone.now())
    CalibrationRun.objects.filter(person=them.second).delete()
    found = why(lambda: api.begin(person=them.external, proeve_id=proeve.pk, now=timezone.now()))
    assert found.about == ((str(SeatKind.SECOND), str(Conflict.NOT_CALIBRATED)),)
    proeve.refresh_from_db()
    assert (proeve.state, proeve.observation) == (ProeveState.PLANNED, None)


def test_planning_anew_keeps_who_stays_and_asks_the_other_again(them):
    proeve = them.planned()
    api.declare(person=them.external, proeve_id=proeve.pk, now=timezone.now())
    them.planned(proeve, second=them.third)
    seats = {seat.person: seat.declared_at is not None for seat in proeve.seats.all()}
    assert seats == {them.external: True, them.third: False}


def test_assessors_change_places(them):
    proeve = them.planned()
    them.planned(proeve, external=them.second, second=them.external)
    assert {seat.kind: seat.person for seat in proeve.seats.all()} == {
        SeatKind.EXTERNAL: them.second,
        SeatKind.SECOND: them.external,
    }


def test_an_objection_holds_everything_up_until_somebody_else_answers_it(them):
    proeve = them.planned()
    seat = proeve.seats.get(person=them.second)
    api.object_to(
        person=them.candidate, proeve_id=proeve.pk, seat_id=seat.pk, reason="Familie.", now=timezone.now()
    )
    for assessor in (them.external, them.second):
        api.declare(person=assessor, proeve_id=proeve.pk, now=timezone.now())
    with pytest.raises(PermissionDenied, match=r"objection|bezwaar"):
        api.begin(person=them.external, proeve_id=proeve.pk, now=timezone.now())
    with pytest.raises(PermissionDenied):
        api.answer_objection(person=them.second, proeve_id=proeve.pk, seat_id=seat.pk, answer="Nee.")
    api.answer_objection(person=them.trainer, proeve_id=proeve.pk, seat_id=seat.pk, answer="Geen familie.")
    assert api.begin(person=them.external, proeve_id=proeve.pk, now=timezone.now()).state == ProeveState.HELD


def test_only_the_assessor_from_outside_begins_and_after_both_declared(them):
    proeve = them.planned()
    with pytest.raises(PermissionDenied):
        api.begin(person=them.external, proeve_id=proeve.pk, now=timezone.now())
    begun = them.begun(proeve)
    assert begun.drawn in {1, 2}
    assert begun.scenario in {"Het pleintje", "De waslijn"}
    with pytest.raises(PermissionDenied):
        api.begin(person=them.external, proeve_id=proeve.pk, now=timezone.now())
    assert Observation.objects.count() == 1


def test_a_session_does_not_begin_before_its_day(them):
    proeve = them.planned(begins_at=timezone.now() + timedelta(days=2))
    with pytest.raises(PermissionDenied):
        them.begun(proeve)


def test_withdrawing_closes_it_and_one_may_ask_again(them):
    proeve = them.planned()
    api.withdraw(person=them.candidate, proeve_id=proeve.pk)
    assert them.ask().pk != proeve.pk


def test_looking_for_assessors_takes_as_many_queries_in_a_large_municipality(
    them, django_assert_num_queries, django_assert_max_num_queries
):
    from certification.selectors.assessors import assessors_for

    proeve = them.ask()
    with django_assert_max_num_queries(8) as few:
        assessors_for(proeve, on=timezone.localdate())
    for _ in range(5):
        calibrate(person_with(Role.TRAINER, municipality=them.municipality), them.municipality)
    with django_assert_num_queries(len(few)):
        found = assessors_for(proeve, on=timezone.localdate())
    members = Membership.objects.filter(municipality=them.municipality)
    assert len(found) == members.values("person").distinct().count()
