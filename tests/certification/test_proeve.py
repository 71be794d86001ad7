"""The road of a proeve: who asks, who agrees, who assesses, what follows, and what the database refuses."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.choices import ObservationState
from assessments.models import CalibrationRun, Observation
from certification import api
from certification.choices import Cluster, Conflict, ProeveState, Result, SeatKind
from certification.models import (
    AssessorSeat,
    CriterionInterview,
    ProeveDecision,
    ProficiencyAssessment,
    Verdict,
)
from people.api import everywhere
from people.choices import Role
from people.models import Membership
from progression import api as progression
from progression.choices import EvidenceKind, Stage
from progression.models import Trajectory
from records.api import record_of
from records.choices import Verb
from records.models import Record
from tests.at_once import at_once
from tests.factories.people import MembershipFactory, person_with
from tests.factories.proeves import K9_APART, WEAK, around, calibrate

NOT_SEEN = "3 3 – – 3 3 3 3 nvt 3 3 3"


def refused(what):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        what()
    return str(caught.value)


def why(what):
    with pytest.raises(api.NotPossibleError) as caught:
        what()
    return caught.value


# --- Asking and planning ---------------------------------------------------------------------------


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


# --- From the forms to the letter ---------------------------------------------------------------------


def test_a_good_proeve_is_told_to_the_ledger_and_counts_for_the_stage(them):
    decision = them.decided()
    assert (decision.result, decision.mean) == (Result.PROFICIENT, Decimal("3.00"))
    assert decision.valid_until > timezone.localdate() + timedelta(days=700)
    told = Record.objects.get(person=them.candidate, activity_kind="proeve")
    assert (told.verb, told.shows) == (Verb.PASSED, ["KT4"])
    facts = {fact.kind for fact in progression.facts_of(them.candidate, them.municipality)}
    assert EvidenceKind.PROFICIENCY in facts
    assert Trajectory.objects.get(person=them.candidate).needs_evaluation


def test_who_assessed_beside_the_trainer_showed_that_too(them):
    them.decided()
    facts = {fact.kind for fact in progression.facts_of(them.second, them.municipality)}
    assert EvidenceKind.CO_ASSESSED in facts
    assert not progression.facts_of(them.external, them.municipality)


def test_a_weak_proeve_is_told_too_and_counts_for_nothing(them):
    decision = them.decided(WEAK, WEAK, proficient=False)
    assert (decision.result, decision.valid_until) == (Result.NOT_YET, None)
    told = Record.objects.get(person=them.candidate, activity_kind="proeve")
    assert told.verb == Verb.FAILED
    facts = {fact.kind for fact in progression.facts_of(them.candidate, them.municipality)}
    assert EvidenceKind.PROFICIENCY not in facts


def test_numbers_that_fall_short_are_never_proficient_whatever_the_assessors_say(them):
    assert them.decided(WEAK, WEAK, proficient=True).result == Result.NOT_YET


def test_no_trainer_can_state_a_proeve(them):
    with pytest.raises(progression.NotPossibleError):
        progression.state_evidence(
            person=them.trainer,
            trajectory=Trajectory.objects.get(person=them.candidate),
            kind=EvidenceKind.PROFICIENCY,
            occurred_at=timezone.now(),
            now=timezone.now(),
        )


@pytest.mark.parametrize("empty", ["missing", "closes_gap"])
def test_not_yet_always_shows_the_way_on(them, empty):
    proeve = them.rated(WEAK, WEAK)
    them.judge(proeve, {them.external: False, them.second: False})
    assert why(lambda: them.decide(proeve, **{empty: " "})).why == "words_are_missing"


def test_the_new_date_keeps_to_the_terms_and_so_does_the_next_proeve(them):
    proeve = them.rated(WEAK, WEAK)
    them.judge(proeve, {them.external: False, them.second: False})
    earliest = timezone.localdate() + timedelta(weeks=4)
    assert why(lambda: them.decide(proeve, new_date=earliest - timedelta(days=1))).why == "too_soon"
    them.decide(proeve, new_date=earliest)
    again = them.mandated()
    assert why(lambda: them.planned(again)).why == "too_soon"
    later = timezone.now() + timedelta(weeks=4, hours=2)
    assert them.planned(again, begins_at=later).state == ProeveState.PLANNED


def test_a_verdict_waits_for_the_forms_and_is_given_once(them):
    proeve = them.begun()
    with pytest.raises(PermissionDenied):
        them.judge(proeve, {them.external: True})
    for assessor in (them.external, them.second):
        them.rate(proeve, assessor)
    them.judge(proeve, {them.external: True})
    with pytest.raises(PermissionDenied):
        them.judge(proeve, {them.external: False})
    with pytest.raises(PermissionDenied):
        them.judge(proeve, {them.third: True})


def test_two_who_differ_ask_a_third_who_decides_on_the_recording(them):
    proeve = them.rated()
    them.judge(proeve, {them.external: True, them.second: False})
    with pytest.raises(PermissionDenied):
        them.decide(proeve)
    third = {"person": them.trainer, "proeve_id": proeve.pk, "now": timezone.now()}
    found = why(lambda: api.appoint_third(third=them.trainer, recording="Kluis 3", **third))
    assert found.about == (
        (str(SeatKind.THIRD), str(Conflict.COACHED)),
        (str(SeatKind.THIRD), str(Conflict.NOT_CALIBRATED)),
    )
    api.appoint_third(third=them.third, recording="Kluis 3", **third)
    api.declare(person=them.third, proeve_id=proeve.pk, now=timezone.now())
    them.rate(proeve, them.third)
    them.judge(proeve, {them.third: True})
    assert them.decide(proeve).result == Result.PROFICIENT


def test_a_third_who_says_no_makes_it_not_yet(them):
    proeve = them.rated()
    them.judge(proeve, {them.external: True, them.second: False})
    api.appoint_third(
        person=them.trainer, proeve_id=proeve.pk, third=them.third, recording="Kluis", now=timezone.now()
    )
    api.declare(person=them.third, proeve_id=proeve.pk, now=timezone.now())
    them.rate(proeve, them.third)
    them.judge(proeve, {them.third: False})
    assert them.decide(proeve).result == Result.NOT_YET


def test_an_interview_raises_what_nobody_saw_and_nothing_else(them):
    proeve = them.rated(NOT_SEEN, NOT_SEEN)

    def raise_to(**levels):
        raised = {code: (level, "Vertelde het.") for code, level in levels.items()}
        api.hold_interview(person=them.external, proeve_id=proeve.pk, raised=raised, now=timezone.now())

    assert why(lambda: raise_to(K1=4)).about == (("was_seen", "K1"),)
    assert why(lambda: raise_to(K3=3, K4=3, K9=3)).about[0] == ("too_many", "")
    with pytest.raises(PermissionDenied):
        api.hold_interview(person=them.second, proeve_id=proeve.pk, raised={}, now=timezone.now())
    raise_to(K3=4, K4=3)
    them.judge(proeve, {them.external: True, them.second: True})
    assert them.decide(proeve).basis["raised"] == {"K3": 4, "K4": 3}


def test_an_interview_never_raises_safety(them):
    proeve = them.rated(K9_APART, K9_APART)
    raised = {"K9": (3, "Vertelde het.")}
    found = why(
        lambda: api.hold_interview(
            person=them.external, proeve_id=proeve.pk, raised=raised, now=timezone.now()
        )
    )
    assert found.about == (("never", "K9"),)


def test_a_stopped_proeve_is_no_failed_one(them):
    proeve = them.begun()
    letter = api.Letter(seen="Het alarm ging.", new_date=timezone.localdate() + timedelta(days=1))
    api.stop(person=them.external, proeve_id=proeve.pk, letter=letter, now=timezone.now())
    assert not Record.objects.filter(activity_kind="proeve").exists()
    assert api.retake_for(them.candidate, them.municipality, Cluster.COACH).from_day is None
    assert them.planned(them.mandated()).state == ProeveState.PLANNED


def test_the_forms_open_for_the_candidate_with_the_letter(them):
    decision = them.decided()
    forms = Observation.objects.get(pk=decision.proeve.observation_id)
    assert forms.state == ObservationState.SIGNED
    assert (
        record_of(
            person=them.candidate,
            municipality=them.municipality,
            verb=Verb.OBSERVED,
            activity=f"observation:{forms.client_key}",
        )
        is None
    )


# --- What the database refuses by itself -----------------------------------------------------------------


def test_the_database_keeps_what_was_said(them):
    decision = them.decided()
    for change in (
        lambda: ProeveDecision.objects.update(result=Result.STOPPED, valid_until=None),
        lambda: Verdict.objects.update(is_proficient=False, missing="x"),
        decision.delete,
        lambda: Verdict.objects.all().delete(),
    ):
        assert "never rewritten" in refused(change)


def test_the_database_knows_who_may_not_assess(them):
    proeve = them.mandated()

    def seat(person, kind=SeatKind.EXTERNAL):
        return lambda: AssessorSeat.objects.create(
            municipality=them.municipality, proeve=proeve, person=person, kind=kind
        )

    assert "nobody assesses themselves" in refused(seat(them.candidate))
    assert "who guided" in refused(seat(them.trainer))


def test_the_database_asks_two_for_proficient(them):
    proeve = them.rated()
    them.judge(proeve, {them.external: True})
    words = {"municipality": them.municipality, "proeve": proeve, "seen": "x", "decided_by": them.external}
    today = timezone.localdate()
    assert "two assessors" in refused(
        lambda: ProeveDecision.objects.create(
            result=Result.PROFICIENT,
            valid_until=today,
            decided_on=today,
            decided_at=timezone.now(),
            basis={},
            **words,
        )
    )


def test_the_database_raises_at_most_two_and_never_safety(them):
    proeve = them.rated()

    def raised(code):
        return CriterionInterview.objects.create(
            municipality=them.municipality,
            proeve=proeve,
            criterion=code,
            level=3,
            note="x",
            interviewer=them.external,
            held_at=timezone.now(),
        )

    assert "safety_is_never_raised" in refused(lambda: raised("K9"))
    raised("K1")
    raised("K2")
    assert "at most two" in refused(lambda: raised("K3"))


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


@pytest.mark.django_db(transaction=True)
def test_two_letters_at_the_same_moment_are_one():
    with everywhere():
        them = around()
        proeve = them.rated()
        them.judge(proeve, {them.external: True, them.second: True})

    def letter():
        try:
            return them.decide(proeve)
        except PermissionDenied:
            return None

    assert sum(each is not None for each in at_once(letter, letter)) == 1
    with everywhere():
        assert ProeveDecision.objects.count() == 1
        assert Record.objects.filter(activity_kind="proeve").count() == 1
