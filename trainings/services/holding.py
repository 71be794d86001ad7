"""Who was there, and that a meeting was held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from people.api import people_in, standing_of
from trainings.choices import MeetingState, Presence, Problem
from trainings.models import Attendance, Confirmation
from trainings.permissions.meeting import can_confirm, can_keep_attendance
from trainings.rules.hours import hours_problem, presence_problem, two_decimals
from trainings.selectors.meeting import AtMeeting
from trainings.services.refusing import NotPossible, refuse, refuse_unless
from trainings.services.signing_up import locked
from trainings.services.telling import tell

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from decimal import Decimal

    from people.models import User


@dataclass(frozen=True, slots=True)
class There:
    """Whether somebody was there, and for how many minutes when it was a part."""

    presence: Presence
    minutes: int | None = None

    @property
    def counted_minutes(self) -> int | None:
        """The minutes, which only a part has."""
        return self.minutes if self.presence == Presence.PARTLY else None


@transaction.atomic
def keep_attendance(*, by: User, meeting_id: int, there: Mapping[int, There], now: datetime) -> None:
    """Write down who was there; until the meeting is confirmed it can be mended. Two queries for any number."""
    meeting = locked(meeting_id)
    at = AtMeeting(meeting, by, standing_of(by), now)
    refuse_unless(can_keep_attendance(by, at.held, now=now, begins_at=meeting.begins_at))
    check_people(at, there)
    write_down(at, there)


def write_down(at: AtMeeting, there: Mapping[int, There]) -> None:
    """Keep who was there, as the viewer says it now. One query for any number."""
    Attendance.objects.bulk_create(
        [_row(at, person, each) for person, each in there.items()],
        update_conflicts=True,
        unique_fields=["meeting", "person"],
        update_fields=["presence", "minutes", "noted_by", "noted_at"],
    )


def check_people(at: AtMeeting, there: Mapping[int, There]) -> None:
    """Only who came or could have come, and no longer than it lasted: who signed up, was noted before, or learns here."""
    for person, each in there.items():
        problem = presence_problem(each.presence, each.minutes, planned=at.meeting.stretch)
        refuse(problem, field=f"minutes_{person}")
    known = {sign_up.person_id for sign_up in at.sign_ups} | set(at.attendances)
    others = set(there) - known
    if others - set(people_in(at.meeting.municipality).filter(pk__in=others).values_list("pk", flat=True)):
        raise NotPossible(Problem.NOT_INVITED.label)


def _row(at: AtMeeting, person: int, each: There) -> Attendance:
    return Attendance(
        meeting=at.meeting,
        municipality_id=at.meeting.municipality_id,
        person_id=person,
        presence=each.presence,
        minutes=each.counted_minutes,
        noted_by=at.viewer,
        noted_at=at.now,
    )


@transaction.atomic
def confirm_meeting(*, by: User, meeting_id: int, hours: Decimal, now: datetime) -> Confirmation:
    """Say that a meeting was held, and tell the ledger and progression, once: from now on it counts."""
    meeting = locked(meeting_id)
    at = AtMeeting(meeting, by, standing_of(by), now)
    refuse_unless(can_confirm(by, at.held, now=now))
    if at.mode is None:
        raise NotPossible(Problem.NOBODY_LEADS.label)
    hours = two_decimals(hours)
    refuse(hours_problem(hours, planned=meeting.stretch), field="hours")
    confirmation = Confirmation.objects.create(
        meeting=meeting,
        municipality_id=meeting.municipality_id,
        person=by,
        hours=hours,
        mode=at.mode,
        confirmed_at=now,
    )
    meeting.state = MeetingState.CONFIRMED
    meeting.save(update_fields=["state"])
    tell(meeting, confirmation, at)
    log(instance=meeting, action="trainings.confirm", user=by, title=meeting.title)
    return confirmation
