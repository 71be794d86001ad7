"""The road of a candidate: rules propose, people confirm."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from progression import api
from progression.choices import SignerRole
from progression.models import Guide, SignOff, StageChange, StageRequirement
from progression.rules.evidence import DEFAULTS
from progression.selectors import trajectories
from progression.services import signing
from progression.services import trajectories as services
from records.api import revoke
from records.models import Record
from tests.factories.people import MembershipFactory, TeamFactory
from tests.progression.road.acting import C, E, S


def test_the_whole_road_from_candidate_to_training_others(road):
    road.bring_to(S.EDUCATOR)
    changes = StageChange.objects.filter(trajectory=road.trajectory)
    assert [(each.from_stage, each.to_stage) for each in changes] == [
        (each, each + 1) for each in range(-1, 5)
    ]
    assert SignOff.objects.filter(trajectory=road.trajectory).count() == 2 + 1 + 1 + 1 + 3 + 1


def test_the_defaults_are_loaded_once_and_what_an_administrator_changed_stays(road):
    StageRequirement.objects.filter(stage=S.TOGETHER, kind=E.OBSERVED_SESSION).update(times=5)
    services.load_requirements()
    assert StageRequirement.objects.count() == len(DEFAULTS)
    assert StageRequirement.objects.get(stage=S.TOGETHER, kind=E.OBSERVED_SESSION).times == 5


def test_a_trainer_puts_a_coach_forward_once_and_guides_them(road):
    again = services.put_forward(
        trainer=road.trainer,
        candidate=road.candidate,
        municipality=road.municipality,
        core_task=road.trajectory.core_task,
        today=timezone.localdate(),
    )
    assert again == road.trajectory
    assert Guide.objects.get().person == road.trainer


def test_nobody_signs_before_the_evidence_is_in(road):
    road.show(S.CANDIDATE, leave_out=E.INTAKE)
    road.agree()
    with pytest.raises(api.NotPossibleError):
        road.sign(road.trainer, C.FIT)


def test_nobody_signs_before_the_candidate_agreed(road):
    road.show(S.CANDIDATE)
    with pytest.raises(api.NotPossibleError):
        road.sign(road.trainer, C.FIT)


def test_only_the_candidate_agrees_and_with_a_look_at_themselves(road):
    with pytest.raises(PermissionDenied):
        services.agree(
            person=road.trainer, trajectory=road.trajectory, self_assessment="Ja", today=timezone.localdate()
        )
    with pytest.raises(api.NotPossibleError):
        services.agree(
            person=road.candidate, trajectory=road.trajectory, self_assessment=" ", today=timezone.localdate()
        )


def test_a_stage_waits_for_every_signature(road):
    road.show(S.CANDIDATE)
    road.agree()
    road.sign(road.trainer, C.FIT)
    assert road.evaluate() == S.APPLIED
    road.sign(road.manager, C.TIME)
    assert road.evaluate() == S.CANDIDATE


def test_a_signature_keeps_what_was_under_it(road):
    road.show(S.CANDIDATE)
    road.agree()
    signed = road.sign(road.trainer, C.FIT)
    assert signed.evidence["self_assessment"] == "Ik kan dit."
    assert {each["kind"] for each in signed.evidence["needs"]} == {
        each.kind for each in DEFAULTS if each.stage == S.CANDIDATE
    }
    assert signed.evidence_hash == signing.hash_of(SignOff.objects.get().evidence)


def test_evidence_that_is_taken_back_in_between_keeps_the_stage_shut(road):
    road.show(S.CANDIDATE)
    road.agree()
    road.sign(road.trainer, C.FIT)
    road.sign(road.manager, C.TIME)
    fact = Record.objects.filter(context__kind=E.INTAKE).get()
    revoke(record_id=fact.pk, person=road.trainer, reason="vergissing", now=timezone.now())
    assert road.evaluate() == S.APPLIED


def without_what_it_is_about(signed):
    """What was under a signature as it was kept before it said what evidence is about."""
    needs = [
        {name: said for name, said in need.items() if name != "span"} for need in signed.evidence["needs"]
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        SignOff.objects.filter(pk=signed.pk).update(evidence={**signed.evidence, "needs": needs})
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


@pytest.mark.parametrize("is_old", [False, True])
def test_what_an_entry_was_signed_on_is_missed_also_when_an_old_signature_says_less_of_it(road, is_old):
    road.bring_to(S.OBSERVING)
    for signed in SignOff.objects.all() if is_old else ():
        without_what_it_is_about(signed)
    fact = Record.objects.filter(context__kind=E.BASIC_TEST).get()
    revoke(record_id=fact.pk, person=road.trainer, reason="vergissing", now=timezone.now())
    found = trajectories.decision_about(road.trajectory, as_of=timezone.localdate())
    assert "fell_away" in {reason.key for reason in found.setbacks}


def test_a_signature_that_is_taken_back_does_not_count_and_may_be_given_again(road):
    road.show(S.CANDIDATE)
    road.agree()
    road.sign(road.manager, C.TIME)
    signed = road.sign(road.trainer, C.FIT)
    for _ in range(2):
        api.revoke_sign_off(person=road.trainer, sign_off=signed, reason="te vroeg", now=timezone.now())
    assert road.evaluate() == S.APPLIED
    road.sign(road.trainer, C.FIT)
    assert road.evaluate() == S.CANDIDATE


@pytest.mark.parametrize("who", ["trainer", "manager", "candidate", "lead"])
def test_who_may_not_assess_for_s4(road, who):
    road.bring_to(S.SUPERVISED)
    road.show(S.INDEPENDENT)
    road.agree()
    with pytest.raises((PermissionDenied, api.NotPossibleError)):
        road.sign(getattr(road, who), C.EXTERNAL_ASSESSOR)


def test_evidence_is_stated_by_a_trainer_never_about_oneself_and_never_ahead(road):
    now = timezone.now()

    def state(person, kind=E.INTAKE, at=now):
        services.state_evidence(person=person, trajectory=road.trajectory, kind=kind, occurred_at=at, now=now)

    state(road.trainer)
    state(road.trainer)
    assert Record.objects.filter(context__kind=E.INTAKE).count() == 1
    for person in (road.candidate, road.manager):
        with pytest.raises(PermissionDenied):
            state(person)
    with pytest.raises(api.NotPossibleError):
        state(road.trainer, at=now + timedelta(days=1))
    with pytest.raises(api.NotPossibleError):
        state(road.trainer, kind=E.LED_SESSION)


def state(road, person, kind):
    services.state_evidence(
        person=person, trajectory=road.trajectory, kind=kind, occurred_at=timezone.now(), now=timezone.now()
    )


def test_time_is_confirmed_by_who_stands_above_and_never_by_a_trainer(road):
    with pytest.raises(PermissionDenied):
        state(road, road.trainer, E.TIME_AGREED)
    state(road, road.manager, E.TIME_AGREED)
    assert Record.objects.get(context__kind=E.TIME_AGREED).context["as"] == SignerRole.MANAGER


@pytest.mark.parametrize("kind", [E.PROFICIENCY, E.PORTFOLIO, E.CALIBRATION, E.OBSERVATION, E.KNOCK_OUT])
def test_what_is_counted_from_records_nobody_states(road, kind):
    with pytest.raises(api.NotPossibleError):
        state(road, road.trainer, kind)


def test_a_manager_of_another_team_has_no_say(road):
    mine, other = TeamFactory(municipality=road.municipality), TeamFactory(municipality=road.municipality)
    MembershipFactory(coach=True, person=road.candidate, municipality=road.municipality, team=mine)
    of_other = MembershipFactory(manager=True, municipality=road.municipality, team=other).person
    of_mine = MembershipFactory(manager=True, municipality=road.municipality, team=mine).person
    with pytest.raises(PermissionDenied):
        state(road, of_other, E.TIME_AGREED)
    state(road, of_mine, E.TIME_AGREED)
