"""Who may sign, and what was signed, is in the database too: past every service."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from people.choices import Role
from progression.choices import SignerRole
from progression.models import Guide, Pause, Refusal, SignOff, StageChange, Trajectory
from progression.services import absence
from tests.factories.people import person_with
from tests.progression.road.acting import C, S, change, raw_sign_off


def refused(what):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        what()
    return str(caught.value)


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
