"""What people do on a road, in a line each."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from progression.choices import Capacity, EvidenceKind, SignerRole, Stage
from progression.models import SignOff, StageChange
from records.api import Statement, record
from records.choices import ActivityKind, Verb

C, E, S = Capacity, EvidenceKind, Stage


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


def road_now(road):
    road.trajectory.refresh_from_db()
    return road.trajectory


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
