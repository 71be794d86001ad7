"""Saying otherwise who was at a meeting that counts already: the old fact is taken back and a new one told (ADR 0027)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from people.api import standing_of
from people.models import User
from progression.api import evaluate, work_known_as
from records.api import record_again, record_of, revoke
from records.choices import Verb
from trainings.choices import MeetingKind, Presence, Problem
from trainings.models import Confirmation
from trainings.permissions.meeting import can_correct_attendance
from trainings.selectors.meeting import AtMeeting
from trainings.services.holding import check_people, write_down
from trainings.services.refusing import refuse, refuse_unless
from trainings.services.signing_up import locked
from trainings.services.telling import attended

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from trainings.services.holding import There


@transaction.atomic
def correct_attendance(
    *, by: User, meeting_id: int, there: Mapping[int, There], reason: str, now: datetime
) -> None:
    """Write down who was there after all, with a reason; what counts for people's stages follows."""
    meeting = locked(meeting_id)
    at = AtMeeting(meeting, by, standing_of(by), now)
    refuse_unless(can_correct_attendance(by, at.held))
    changed = {person: each for person, each in there.items() if _is_otherwise(at, person, each)}
    refuse(None if reason.strip() else Problem.NO_REASON, field="reason")
    refuse(None if changed else Problem.NOTHING_CHANGED)
    refuse(Problem.OWN_PRESENCE if by.pk in changed else None)
    check_people(at, changed)
    counted = _as_it_counts(at)
    write_down(at, changed)
    for person in User.objects.filter(pk__in=changed):
        _tell_again(at, person, changed[person.pk], counted, reason.strip())
    log(instance=meeting, action="trainings.correct", user=by, title=meeting.title)


def _is_otherwise(at: AtMeeting, person: int, each: There) -> bool:
    known = at.attendances.get(person)
    return known is None or (known.presence, known.minutes) != (each.presence, each.counted_minutes)


def _as_it_counts(at: AtMeeting) -> Confirmation:
    """For how long and in which way it was held, as far as is known now."""
    told = at.meeting.confirmation
    work = work_known_as(at.meeting.municipality, key=at.meeting.told_as)
    if work is None:
        return told
    refuse(None if work.hours else Problem.NOT_HELD)
    return Confirmation(hours=work.hours, mode=work.mode)


def _tell_again(at: AtMeeting, person: User, each: There, counted: Confirmation, reason: str) -> None:
    meeting = at.meeting
    statement = attended(meeting, counted, presence=each.presence, minutes=each.counted_minutes)
    known = record_of(
        person=person,
        municipality=meeting.municipality,
        verb=Verb.ATTENDED,
        activity=statement.activity,
    )
    if known is not None:
        revoke(record_id=known.pk, person=at.viewer, reason=reason, now=at.now)
    if each.presence != Presence.ABSENT:
        record_again(person=person, municipality=meeting.municipality, statement=statement)
    if meeting.kind == MeetingKind.PEER_CONSULTATION:
        evaluate(person=person, municipality=meeting.municipality)
