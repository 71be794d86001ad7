"""The road of a candidate: rules propose, people confirm, and the database keeps both to it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from people.api import everywhere
from people.choices import Role
from progression import api, tasks
from progression.choices import Capacity, EvidenceKind, SignerRole, Stage
from progression.models import Guide, Pause, Refusal, SignOff, StageChange, StageRequirement, Trajectory
from progression.rules.evidence import DEFAULTS
from progression.selectors import trajectories
from progression.services import absence, signing
from progression.services import trajectories as services
from records.api import Statement, record, revoke
from records.choices import ActivityKind, Verb
from records.models import Record
from tests.at_once import at_once
from tests.factories.people import MembershipFactory, TeamFactory, person_with
from tests.factories.trajectories import cast

C, E, S = Capacity, EvidenceKind, Stage


@pytest.fixture
def road(db):
    with everywhere():
        yield cast()


def raw_sign_off(road, signer, **changes):
    """A signature straight into the table, past every service."""
    trajectory = road.trajectory
    fields = {
        "municipality": road.municipality,
        "trajectory": trajectory,
        "entry": trajectory.entry,
        "stage": trajectory.stage + 1,
        "capacity": C.QUALITY,
        "role": SignerRole.TRAINER,
        "signer": signer,
        "signed_on": timezone.localdate(),
        "signed_at": timezone.now(),
        "evidence": {},
        "evidence_hash": "",
    } | changes
    return SignOff.objects.create(**fields)


def refused(what):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        what()
    return str(caught.value)


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


# --- The database itself ------------------------------------------------------------------------------


def test_the_database_lets_nobody_sign_for_themselves(road):
    assert "nobody signs for themselves" in refused(lambda: raw_sign_off(road, road.candidate))


def test_the_database_lets_no_guide_sign_s4(road):
    road.bring_to(S.SUPERVISED)
    other = person_with(Role.TRAINER, municipality=road.municipality)
    Guide.objects.create(
        municipality=road.municipality,
        trajectory=road.trajectory,
        person=other,
        since=timezone.localdate(),
    )
    for guide in (road.trainer, other):
        told = refused(lambda guide=guide: raw_sign_off(road, guide, capacity=C.EXTERNAL_ASSESSOR))
        assert "does not sign S4" in told


@pytest.mark.parametrize("capacity", [C.QUALITY, C.FIT, C.EXTERNAL_ASSESSOR, C.INTERNAL_ASSESSOR])
def test_the_database_lets_a_manager_sign_time_and_mandate_only(road, capacity):
    told = refused(lambda: raw_sign_off(road, road.manager, role=SignerRole.MANAGER, capacity=capacity))
    assert "above_signs_time_and_mandate" in told


def test_the_database_lets_one_person_sign_once(road):
    raw_sign_off(road, road.trainer)
    assert "one person signs once" in refused(lambda: raw_sign_off(road, road.trainer))


def test_the_database_takes_no_signature_for_a_later_stage(road):
    assert "next stage" in refused(lambda: raw_sign_off(road, road.trainer, stage=S.INDEPENDENT))


def change(road, to_stage):
    trajectory = road.trajectory
    return StageChange.objects.create(
        municipality=road.municipality,
        trajectory=trajectory,
        entry=trajectory.entry + 1,
        from_stage=trajectory.stage,
        to_stage=to_stage,
        changed_on=timezone.localdate(),
        changed_at=timezone.now(),
    )


def test_the_database_knows_no_stage_without_a_signature(road):
    raw_sign_off(road, road.trainer)
    assert "no stage without a signature" in refused(lambda: change(road, S.OBSERVING))


@pytest.mark.parametrize(
    "left_out",
    [
        pytest.param(C.EXTERNAL_ASSESSOR, id="no assessor from outside"),
        pytest.param(C.INTERNAL_ASSESSOR, id="one assessor"),
        pytest.param(C.MANDATE, id="no mandate"),
    ],
)
def test_the_database_lets_no_municipality_grant_s4_alone(road, left_out):
    road.bring_to(S.SUPERVISED)
    people = [*road.assessors, road.lead]
    roles = [SignerRole.TRAINER, SignerRole.EDUCATOR, SignerRole.LEAD]
    capacities = [C.EXTERNAL_ASSESSOR, C.INTERNAL_ASSESSOR, C.MANDATE]
    for person, role, capacity in zip(people, roles, capacities, strict=True):
        if capacity != left_out:
            raw_sign_off(road, person, role=role, capacity=capacity)
    assert "S4 asks two assessors" in refused(lambda: change(road, S.INDEPENDENT))


def test_the_database_keeps_a_stage_that_no_change_explains(road):
    rows = Trajectory.objects.filter(pk=road.trajectory.pk)
    assert "follows from its changes" in refused(lambda: rows.update(stage=S.INDEPENDENT))


def test_what_was_signed_is_never_rewritten(road):
    road.bring_to(S.CANDIDATE)
    for rows in (SignOff.objects.all(), StageChange.objects.all(), Guide.objects.all()):
        table = rows.model._meta.db_table
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET municipality_id = municipality_id")  # noqa: S608
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608


# --- Twice, lost, at once -----------------------------------------------------------------------------


def test_an_evaluation_that_runs_twice_changes_nothing(road):
    road.bring_to(S.CANDIDATE)
    assert road.evaluate() == S.CANDIDATE
    assert StageChange.objects.count() == 1


def test_an_evaluation_takes_few_queries(road, django_assert_max_num_queries):
    road.bring_to(S.OBSERVING)
    with django_assert_max_num_queries(12):
        services.evaluate(road.trajectory.pk, today=timezone.localdate(), now=timezone.now())


def test_an_evaluation_that_got_lost_is_picked_up(road):
    road.show(S.CANDIDATE)
    road.agree()
    road.sign(road.trainer, C.FIT)
    road.sign(road.manager, C.TIME)
    assert trajectories.waiting_trajectory_ids() == [road.trajectory.pk]
    tasks.evaluate(road.trajectory.pk)
    assert trajectories.waiting_trajectory_ids() == []
    road.trajectory.refresh_from_db()
    assert (road.trajectory.stage, road.trajectory.needs_evaluation) == (S.CANDIDATE, False)


@pytest.mark.django_db(transaction=True)
def test_two_evaluations_at_once_make_one_change():
    with everywhere():
        road = cast()
        road.show(S.CANDIDATE)
        road.agree()
        road.sign(road.trainer, C.FIT)
        road.sign(road.manager, C.TIME)
    jobs = [lambda: services.evaluate(road.trajectory.pk, today=timezone.localdate(), now=timezone.now())] * 4
    at_once(*jobs)
    with everywhere():
        assert StageChange.objects.count() == 1
        road.trajectory.refresh_from_db()
        assert (road.trajectory.stage, road.trajectory.entry) == (S.CANDIDATE, 1)


@pytest.mark.django_db(transaction=True)
def test_two_signatures_at_once_both_stand_and_the_same_one_stands_once():
    with everywhere():
        road = cast()
        road.show(S.CANDIDATE)
        road.agree()

    def signing(person, capacity):
        def job():
            try:
                return road.sign(person, capacity).pk
            except (PermissionDenied, api.NotPossibleError):
                return None

        return job

    at_once(signing(road.trainer, C.FIT), signing(road.trainer, C.FIT), signing(road.manager, C.TIME))
    with everywhere():
        assert sorted(SignOff.objects.values_list("capacity", flat=True)) == [C.FIT, C.TIME]
        assert road.evaluate() == S.CANDIDATE


# --- Who confirms, sends back, objects, pauses, leaves, goes back ---------------------------------------


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


def refuse(road, person, *, fact="", reason="Het kader ontbreekt."):
    return signing.refuse(
        person=person, trajectory=road.trajectory, fact=fact, reason=reason, now=timezone.now()
    )


def test_evidence_that_is_sent_back_does_not_count_until_an_objection_is_answered(road):
    road.show(S.CANDIDATE)
    road.agree()
    fact = str(Record.objects.get(context__kind=E.INTAKE).pk)
    refusal = refuse(road, road.trainer, fact=fact)
    road.agree()
    with pytest.raises(api.NotPossibleError):
        road.sign(road.trainer, C.FIT)
    said = {"refusal": refusal, "words": "Het gesprek was er wel.", "now": timezone.now()}
    signing.contest(person=road.candidate, **said)
    with pytest.raises(api.NotPossibleError):
        signing.contest(person=road.candidate, **said)
    with pytest.raises(PermissionDenied):
        signing.answer_contest(person=road.trainer, stands=False, **said)
    signing.answer_contest(person=road.assessors[0], stands=False, **said)
    assert road.sign(road.trainer, C.FIT)


def test_a_refusal_that_stands_keeps_the_fact_out(road):
    road.show(S.CANDIDATE)
    fact = str(Record.objects.get(context__kind=E.INTAKE).pk)
    refusal = refuse(road, road.trainer, fact=fact)
    said = {"refusal": refusal, "words": "Nee.", "now": timezone.now()}
    signing.contest(person=road.candidate, **said)
    signing.answer_contest(person=road.assessors[0], stands=True, **said)
    assert trajectories.refused_facts(road.trajectory) == {fact}


def test_sending_everything_back_asks_the_candidate_again(road):
    road.show(S.CANDIDATE)
    with pytest.raises(api.NotPossibleError):
        refuse(road, road.trainer)
    road.agree()
    with pytest.raises(api.NotPossibleError):
        refuse(road, road.trainer, reason=" ")
    refuse(road, road.trainer)
    road.trajectory.refresh_from_db()
    assert road.trajectory.agreed_on is None


@pytest.mark.parametrize("who", ["candidate", "manager", "lead"])
def test_who_does_not_judge_evidence(road, who):
    with pytest.raises(PermissionDenied):
        refuse(road, getattr(road, who))


def test_a_pause_stops_the_clocks_and_keeps_no_reason(road):
    person, today = road.candidate, timezone.localdate()
    whose = {"person": person, "municipality": road.municipality, "today": today}
    for _ in range(2):
        absence.begin_pause(by=person, **whose)
    assert {field.name for field in Pause._meta.fields} == {
        "id", "municipality", "person", "begins_on", "ends_on",
    }  # fmt: skip
    decision = trajectories.decision_about(road.trajectory, as_of=today)
    assert [reason.key for reason in decision.why] == ["paused"]
    absence.end_pause(by=road.trainer, **whose)
    assert Pause.objects.get().ends_on == today
    with pytest.raises(PermissionDenied):
        absence.begin_pause(by=road.manager, **whose)


def test_the_database_lets_a_pause_only_end(road):
    today = timezone.localdate()
    pause = absence.begin_pause(
        by=road.candidate, person=road.candidate, municipality=road.municipality, today=today
    )
    rows = Pause.objects.filter(pk=pause.pk)
    assert "only ends" in refused(lambda: rows.update(begins_on=today - timedelta(days=9)))
    overlapping = {"person": road.candidate, "municipality": road.municipality}
    later = today + timedelta(days=9)
    assert "overlap" in refused(lambda: Pause.objects.create(begins_on=today, ends_on=later, **overlapping))
    assert "never taken out" in refused(rows.delete)


def leave(road, person, successor=None):
    return absence.leave(
        by=road.lead,
        person=person,
        municipality=road.municipality,
        successor=successor,
        today=timezone.localdate(),
    )


def test_a_coach_who_leaves_no_longer_covers_a_core_task_and_can_come_back(road):
    road.bring_to(S.CANDIDATE)
    leave(road, road.candidate)
    assert not api.stages_in(road.municipality)
    decision = trajectories.decision_about(road_now(road), as_of=timezone.localdate())
    assert [reason.key for reason in decision.why] == ["left"]
    services.put_forward(
        trainer=road.trainer,
        candidate=road.candidate,
        municipality=road.municipality,
        core_task=road.trajectory.core_task,
        today=timezone.localdate(),
    )
    assert api.stages_in(road.municipality) == {road.candidate.pk: {road.trajectory.core_task: S.CANDIDATE}}


def road_now(road):
    road.trajectory.refresh_from_db()
    return road.trajectory


def test_a_trainer_who_leaves_hands_candidates_over_to_a_trainer(road):
    with pytest.raises(api.NotPossibleError):
        leave(road, road.trainer)
    with pytest.raises(PermissionDenied):
        leave(road, road.trainer, successor=road.manager)
    successor = road.assessors[0]
    leave(road, road.trainer, successor=successor)
    assert road_now(road).trainer == successor
    assert Guide.objects.filter(person=successor).exists()


def test_nobody_writes_down_their_own_departure(road):
    with pytest.raises(PermissionDenied):
        leave(road, road.lead)


def step_back(road, person, plan="Twee keer samen leiden."):
    return absence.step_back(
        person=person,
        trajectory=road.trajectory,
        reason="Een ernstige fout.",
        repair_plan=plan,
        today=timezone.localdate() + timedelta(days=2),
        now=timezone.now(),
    )


def weak_observation(road, number):
    statement = Statement(
        verb=Verb.OBSERVED,
        activity_kind=ActivityKind.OBSERVATION,
        activity=f"observation:weak-{number}",
        occurred_at=timezone.now() + timedelta(days=1),
        result={"mean": "1.5"},
        context={
            "purpose": "evidence",
            "raters_who_count": 2,
            "raters_needed": 2,
            "core_task": road.trajectory.core_task,
        },
    )
    record(person=road.candidate, municipality=road.municipality, statement=statement)


def test_going_back_is_proposed_and_only_a_person_decides_it(road):
    road.bring_to(S.INDEPENDENT)
    with pytest.raises(api.NotPossibleError):
        step_back(road, road.trainer)
    for number in range(2):
        weak_observation(road, number)
    later = timezone.localdate() + timedelta(days=2)
    services.evaluate(road.trajectory.pk, today=later, now=timezone.now())
    assert road_now(road).stage == S.INDEPENDENT
    with pytest.raises(api.NotPossibleError):
        step_back(road, road.trainer, plan=" ")
    with pytest.raises(PermissionDenied):
        step_back(road, road.manager)
    change = step_back(road, road.trainer)
    assert (road_now(road).stage, change.decided_by) == (S.SUPERVISED, road.trainer)


def test_the_database_knows_no_going_back_without_a_person_and_a_plan(road):
    road.bring_to(S.INDEPENDENT)
    assert "no_stage_is_skipped_or_lost" in refused(lambda: change(road, S.SUPERVISED))


def test_the_database_keeps_refusals_from_the_wrong_people(road):
    fields = {
        "municipality": road.municipality,
        "trajectory": road.trajectory,
        "entry": 0,
        "stage": 0,
        "reason": "Nee.",
        "refused_at": timezone.now(),
    }
    told = refused(lambda: Refusal.objects.create(person=road.candidate, role="trainer", **fields))
    assert "nobody judges themselves" in told
    told = refused(lambda: Refusal.objects.create(person=road.manager, role="manager", **fields))
    assert "does not judge evidence" in told


def test_a_stage_that_was_tampered_with_is_found_by_going_the_road_again(road):
    road.bring_to(S.CANDIDATE)
    assert api.road_differences() == []
    raw_sign_off(road, road.trainer)
    assert [(each.core_task, each.what) for each in api.road_differences()] == [
        (road.trajectory.core_task, "evidence")
    ]


def test_an_observation_that_names_a_core_task_counts_for_that_one_only(road):
    weak_observation(road, 1)
    (fact,) = api.facts_of(road.candidate, road.municipality)
    assert fact.core_tasks == {road.trajectory.core_task}
