"""Meetings of two years: who led them in which way, who came, and what that tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.timezone import get_current_timezone

from progression.api import Session, tell_sessions
from progression.choices import CoreTask, DeliveryMode
from progression.models import Delivery
from records.choices import ActivityKind, Verb
from records.models import Record
from trainings.choices import MeetingKind, MeetingState, Part, Presence
from trainings.models import Attendance, Confirmation, Meeting, MeetingRole
from website.services.simulation.story import MONTH, mode_of, share_of

if TYPE_CHECKING:
    from datetime import date
    from random import Random

    from people.models import User
    from website.services.simulation.people import Place

KINDS: tuple[tuple[MeetingKind, CoreTask, Decimal], ...] = (
    (MeetingKind.TRAINING_DAY, CoreTask.KT2, Decimal(6)),
    (MeetingKind.TRAINING_DAY, CoreTask.KT3, Decimal(3)),
    (MeetingKind.COACHING, CoreTask.KT4, Decimal(2)),
    (MeetingKind.PEER_CONSULTATION, CoreTask.KT5, Decimal(2)),
    (MeetingKind.FRAME_TALK, CoreTask.KT6, Decimal("1.5")),
    (MeetingKind.INTRODUCTION, CoreTask.KT1, Decimal(2)),
    (MeetingKind.MONITORING, CoreTask.KT7, Decimal(1)),
)
A_MONTH, GUESTS, AHEAD = 5, 8, 8
M = DeliveryMode
# Who does what in each way: the part of the coach, and the part of the trainer from outside.
PARTS: dict[DeliveryMode, tuple[Part | None, Part | None]] = {
    M.EXTERNAL_ONLY: (None, Part.LEADS),
    M.OBSERVE: (Part.OBSERVES, Part.LEADS),
    M.CO_LED: (Part.CO_LEADS, Part.LEADS),
    M.LEAD_SUPERVISED: (Part.LEADS, Part.OBSERVES),
    M.LEAD_BACKUP: (Part.LEADS, Part.ON_CALL),
    M.INDEPENDENT: (Part.LEADS, None),
}
VERBS = {Part.LEADS: Verb.LED, Part.CO_LEADS: Verb.CO_LED, Part.OBSERVES: Verb.LOOKED_ALONG}


@dataclass(frozen=True)
class Held:
    """A meeting that was held, with who did what."""

    meeting: Meeting
    mode: DeliveryMode
    hours: Decimal
    coach: User | None
    coach_part: Part | None
    trainer: User | None
    trainer_part: Part | None
    guests: list[User]


def hold(place: Place, *, chance: Random, now: datetime) -> int:
    """Everything of a municipality's meetings; gives how many records that made."""
    held = list(_held(place, chance, now))
    Meeting.objects.bulk_create([each.meeting for each in held])
    MeetingRole.objects.bulk_create(role for each in held for role in _roles(place, each))
    Confirmation.objects.bulk_create(_confirmation(place, each) for each in held)
    Attendance.objects.bulk_create(row for each in held for row in _attendances(place, each))
    Delivery.objects.bulk_create(_delivery(place, each) for each in held)
    records = [record for each in held for record in _told(place, each)]
    Record.objects.bulk_create(records, batch_size=5_000)
    return len(records)


def plan_ahead(place: Place, *, chance: Random, now: datetime) -> None:
    """The meetings of the coming weeks, that a coach will lead; whoever learns can be proposed to join them."""
    first = now.date() + timedelta(days=3)
    days = [first + MONTH / A_MONTH * number for number in range(AHEAD)]
    planned = [_one(place, day, chance) for day in days if place.coaches]
    for each in planned:
        each.meeting.state = MeetingState.PLANNED
        each.meeting.planned_at = now
    Meeting.objects.bulk_create([each.meeting for each in planned])
    MeetingRole.objects.bulk_create(role for each in planned for role in _roles(place, each))
    sessions = [
        Session(each.meeting.told_as, each.meeting.title, str(each.meeting.core_task), each.meeting.begins_at)
        for each in planned
    ]
    tell_sessions(municipality=place.municipality, sessions=sessions)


def _held(place: Place, chance: Random, now: datetime):
    day = place.pace.began_on + timedelta(days=3)
    while day < now.date():
        yield _one(place, day, chance)
        day += MONTH / A_MONTH


def _one(place: Place, day: date, chance: Random) -> Held:
    kind, core_task, hours = chance.choice(KINDS)
    mode = mode_of(share_of(core_task, place.pace, on=day), chance)
    coach_part, trainer_part = PARTS[mode]
    begins = datetime.combine(day, time(chance.choice((9, 13))), get_current_timezone())
    meeting = Meeting(
        municipality=place.municipality,
        kind=kind,
        title=str(kind.label),
        begins_at=begins,
        ends_at=begins + timedelta(hours=float(hours)),
        place="Gemeentehuis",
        core_task=core_task,
        team=chance.choice(place.teams),
        state=MeetingState.CONFIRMED,
        planned_by=place.lead,
        planned_at=begins - MONTH,
    )
    meeting.uid = f"{meeting.public_id}@leerplein.example.org"
    return Held(
        meeting=meeting,
        mode=mode,
        hours=hours,
        coach=chance.choice(place.coaches) if coach_part else None,
        coach_part=coach_part,
        trainer=chance.choice(place.trainers) if trainer_part else None,
        trainer_part=trainer_part,
        guests=chance.sample(place.learners, min(GUESTS, len(place.learners))),
    )


def _doers(held: Held) -> list[tuple[User, Part, bool]]:
    found = [(held.coach, held.coach_part, False), (held.trainer, held.trainer_part, True)]
    return [(person, part, outside) for person, part, outside in found if person and part]


def _roles(place: Place, held: Held) -> list[MeetingRole]:
    return [
        MeetingRole(
            meeting=held.meeting,
            municipality=place.municipality,
            person=person,
            part=part,
            is_external=outside,
        )
        for person, part, outside in _doers(held)
    ]


def _confirmation(place: Place, held: Held) -> Confirmation:
    return Confirmation(
        meeting=held.meeting,
        municipality=place.municipality,
        person=held.coach or held.trainer or place.lead,
        hours=held.hours,
        mode=held.mode,
        confirmed_at=held.meeting.ends_at + timedelta(days=1),
    )


def _attendances(place: Place, held: Held) -> list[Attendance]:
    return [
        Attendance(
            meeting=held.meeting,
            municipality=place.municipality,
            person=person,
            presence=Presence.THERE,
            noted_by=place.lead,
            noted_at=held.meeting.ends_at,
        )
        for person in held.guests
    ]


def _delivery(place: Place, held: Held) -> Delivery:
    return Delivery(
        municipality=place.municipality,
        key=held.meeting.told_as,
        title=held.meeting.title,
        core_task=held.meeting.core_task,
        mode=held.mode,
        hours=held.hours,
        held_on=held.meeting.begins_at.date(),
        coach=held.coach,
        team=held.meeting.team,
        recorded_at=held.meeting.ends_at + timedelta(days=1),
    )


def _told(place: Place, held: Held) -> list[Record]:
    told = [(person, Verb.ATTENDED) for person in held.guests]
    if held.coach and held.coach_part:
        told.append((held.coach, VERBS[held.coach_part]))
    meeting = held.meeting
    activity = meeting.told_as
    return [
        Record(
            person=person,
            municipality=place.municipality,
            verb=verb,
            activity_kind=ActivityKind.MEETING,
            activity=activity,
            key=f"{verb}:{activity}",
            title=meeting.title,
            result={"hours": str(held.hours)},
            context={
                "kind": meeting.kind,
                "core_task": meeting.core_task,
                "mode": held.mode,
                "hours": str(held.hours),
            },
            shows=[meeting.core_task],
            occurred_at=meeting.begins_at,
        )
        for person, verb in told
    ]
