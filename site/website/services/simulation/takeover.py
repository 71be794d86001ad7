"""The roads of coaches: evidence, signatures and stages, stage after stage, as the database asks it."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils.timezone import get_current_timezone

from progression.api import DEFAULTS, ENOUGH, SEATS, hash_of
from progression.choices import Capacity, CoreTask, EvidenceKind, SignerRole, Stage
from progression.models import Guide, SignOff, StageChange, Takeover, Trajectory
from records.choices import ActivityKind, Verb
from records.models import Record
from website.services.simulation.story import stage_days

if TYPE_CHECKING:
    from datetime import date
    from random import Random

    from people.models import User
    from website.services.simulation.people import Place

TASKS = (CoreTask.KT1, CoreTask.KT2, CoreTask.KT3, CoreTask.KT4, CoreTask.KT5, CoreTask.KT6, CoreTask.KT7)
TASKS_EACH = 4
Entered = list[tuple[Stage, "date"]]


def take_over(place: Place, *, chance: Random, now: datetime) -> int:
    """Let coaches climb; gives how many records that made."""
    Takeover.objects.create(
        municipality=place.municipality,
        phase=min(4, int(place.pace.months_on(now.date()) // 4)),
        phase_since=place.pace.began_on,
        contract_starts_on=place.pace.began_on,
        contract_ends_on=place.pace.began_on + timedelta(days=3 * 365),
        contract_hours=400,
    )
    roads = _roads(place, chance)
    Trajectory.objects.bulk_create(roads)
    Guide.objects.bulk_create(
        Guide(municipality=place.municipality, trajectory=road, person=road.trainer, since=road.since)
        for road in roads
    )
    days = {road.pk: stage_days(chance, place.pace, today=now.date()) for road in roads}
    records = [record for road in roads for record in _evidence(road, days[road.pk], chance, now)]
    Record.objects.bulk_create(records, batch_size=5_000, ignore_conflicts=True)
    for stage in Stage:
        _enter(
            place,
            [(road, dict(days[road.pk])[stage]) for road in roads if stage in dict(days[road.pk])],
            stage,
        )
    return len(records)


def _roads(place: Place, chance: Random) -> list[Trajectory]:
    return [
        Trajectory(
            person=coach,
            municipality=place.municipality,
            core_task=core_task,
            trainer=place.trainers[0],
            since=place.pace.began_on,
            needs_evaluation=False,
        )
        for coach in place.coaches
        for core_task in chance.sample(TASKS, TASKS_EACH)
    ]


def _evidence(road: Trajectory, entered: Entered, chance: Random, now: datetime) -> list[Record]:
    """All that the entered stages asked, and a part of what the next one asks."""
    told: list[Record] = []
    reached = dict(entered)
    following = Stage(max(reached, default=Stage.APPLIED) + 1) if Stage.EDUCATOR not in reached else None
    counted: dict[str, int] = defaultdict(int)
    for asked in DEFAULTS:
        day = reached.get(Stage(asked.stage))
        if day is None and (asked.stage != following or chance.random() < 0.4):
            continue
        moment = _noon(day or now.date()) - timedelta(days=chance.randint(2, 20))
        for _ in range(asked.times):
            counted[asked.kind] += 1
            told.append(_fact(road, asked.kind, counted[asked.kind], moment))
    return told


def _fact(road: Trajectory, kind: EvidenceKind | str, number: int, moment: datetime) -> Record:
    activity = f"evidence:{road.core_task}:{kind}:{number}"
    return Record(
        person=road.person,
        municipality=road.municipality,
        verb=Verb.COMPLETED,
        activity_kind=ActivityKind.EVIDENCE,
        activity=activity,
        key=f"{Verb.COMPLETED}:{activity}",
        title=str(EvidenceKind(kind).label),
        result={"mean": str(ENOUGH)} if kind == EvidenceKind.OBSERVATION else {},
        context={"kind": str(kind)},
        shows=[road.core_task],
        occurred_at=moment,
    )


def _enter(place: Place, entering: list[tuple[Trajectory, date]], stage: Stage) -> None:
    """Signatures, then the change, then the stage itself: the triggers refuse another order."""
    SignOff.objects.bulk_create(
        _sign_off(place, road, day, stage, person, capacity, role)
        for road, day in entering
        for person, capacity, role in _signers(place, stage)
    )
    StageChange.objects.bulk_create(
        StageChange(
            municipality=place.municipality,
            trajectory=road,
            entry=road.entry + 1,
            from_stage=road.stage,
            to_stage=stage,
            changed_on=day,
            changed_at=_noon(day),
        )
        for road, day in entering
    )
    for road, day in entering:
        road.entry, road.stage, road.since = road.entry + 1, stage, day
    Trajectory.objects.bulk_update([road for road, _day in entering], ["entry", "stage", "since"])


def _signers(place: Place, stage: Stage) -> list[tuple[User, Capacity, SignerRole]]:
    by = {
        Capacity.TIME: (place.managers[0], SignerRole.MANAGER),
        Capacity.MANDATE: (place.lead, SignerRole.LEAD),
    }
    trainer = (place.trainers[0], SignerRole.TRAINER)
    if stage == Stage.INDEPENDENT:
        outside = [(each, Capacity.EXTERNAL_ASSESSOR, SignerRole.TRAINER) for each in place.trainers[1:3]]
        return [*outside, (place.lead, Capacity.MANDATE, SignerRole.LEAD)]
    found = []
    for seat in SEATS[stage]:
        capacity = min(seat)
        person, role = by.get(capacity, trainer)
        found.append((person, capacity, role))
    return found


def _sign_off(
    place: Place,
    road: Trajectory,
    day: date,
    stage: Stage,
    person: User,
    capacity: Capacity,
    role: SignerRole,
) -> SignOff:
    return SignOff(
        municipality=place.municipality,
        trajectory=road,
        entry=road.entry,
        stage=stage,
        capacity=capacity,
        role=role,
        signer=person,
        signed_on=day,
        signed_at=_noon(day),
        evidence={},
        evidence_hash=hash_of({}),
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), get_current_timezone())
