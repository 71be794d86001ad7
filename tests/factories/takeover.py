"""Work that was done, a plan, and coaches at a stage, in one line each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from django.db import connection
from django.utils import timezone

from people.choices import Role
from people.models import Municipality, Team, User
from progression.choices import CoreTask, DeliveryMode, Stage
from progression.models import Delivery, PlannedTask, StageChange, Takeover, Trajectory
from progression.services.deliveries import Work, record_delivery
from tests.factories.people import person_with

_NUMBERS = count(1)


def delivered(municipality: Municipality, **changes: Any) -> Delivery:
    """Two hours of basic training today that a coach gave alone, with some things otherwise."""
    work: dict[str, Any] = {
        "key": f"meeting:{next(_NUMBERS)}",
        "title": "Basistraining",
        "core_task": CoreTask.KT2,
        "mode": DeliveryMode.INDEPENDENT,
        "hours": Decimal(2),
        "held_on": timezone.localdate(),
        **changes,
    }
    record_delivery(municipality=municipality, work=Work(**work), now=timezone.now())
    return Delivery.objects.get(municipality=municipality, key=work["key"])


def planned(municipality: Municipality, core_task: str, hours: int, **changes: Any) -> PlannedTask:
    """Hours of a core task in this year's plan, of which one coach gives forty."""
    return PlannedTask.objects.create(
        municipality=municipality,
        core_task=core_task,
        year=changes.pop("year", timezone.localdate().year),
        hours=hours,
        hours_per_coach=changes.pop("hours_per_coach", 40),
        **changes,
    )


def takeover(municipality: Municipality, **changes: Any) -> Takeover:
    """The takeover of a municipality whose DPIA was done."""
    defaults = {"dpia_done_on": date(2020, 1, 1), **changes}
    return Takeover.objects.update_or_create(municipality=municipality, defaults=defaults)[0]


def coach_at(stage: Stage, core_task: str, municipality: Municipality, *, team: Team | None = None) -> User:
    """A coach at a stage; the database is told that the signatures were looked at elsewhere."""
    coach = person_with(Role.COACH, municipality=municipality, team=team)
    put_at(coach, stage, core_task, municipality)
    return coach


def put_at(
    coach: User, stage: Stage, core_task: str, municipality: Municipality, *, since: date | None = None
) -> Trajectory:
    """Somebody's road in a core task, at a stage from a day on, round the trigger that asks for signatures."""
    trainer = person_with(Role.TRAINER, municipality=municipality)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    trajectory = Trajectory.objects.create(
        person=coach,
        municipality=municipality,
        core_task=core_task,
        trainer=trainer,
        stage=stage,
        since=since or timezone.localdate(),
        needs_evaluation=False,
    )
    if since is not None:
        StageChange.objects.create(
            municipality=municipality,
            trajectory=trajectory,
            entry=1,
            from_stage=stage - 1,
            to_stage=stage,
            changed_on=since,
            changed_at=timezone.now(),
        )
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    return trajectory
