"""What a confirmed meeting tells the floors below: attendance per person, who led it, and the work that was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from progression.api import Session, Work, evaluate, note_guides, record_delivery, tell_session
from records.api import Statement, record_for
from records.choices import ActivityKind, Verb
from trainings.choices import MeetingKind, Part, Presence
from trainings.rules.hours import hours_there

if TYPE_CHECKING:
    from decimal import Decimal

    from people.models import Municipality, User
    from trainings.models import Confirmation, Meeting
    from trainings.selectors.meeting import AtMeeting

GUIDING = frozenset({Part.LEADS, Part.CO_LEADS, Part.ON_CALL})
VERBS = {Part.LEADS: Verb.LED, Part.CO_LEADS: Verb.CO_LED, Part.OBSERVES: Verb.LOOKED_ALONG}


def tell(meeting: Meeting, confirmation: Confirmation, at: AtMeeting) -> None:
    """State what everybody did, and let the stages of whom it counts for be looked at. Told twice is one row."""
    attended, did = _attended(meeting, confirmation, at), _did(meeting, confirmation, at)
    record_for([*attended, *did])
    counts_for_stages = [*attended, *did] if meeting.kind == MeetingKind.PEER_CONSULTATION else did
    for person, municipality, _statement_about in counts_for_stages:
        evaluate(person=person, municipality=municipality)
    if meeting.core_task:
        _note_guides(meeting, at)
        work = _work(meeting, confirmation, at)
        record_delivery(municipality=meeting.municipality, work=work, now=confirmation.confirmed_at)


def tell_planned(meeting: Meeting) -> None:
    """Tell progression of a meeting to come, so that candidates can be proposed to join it. One query."""
    tell_session(municipality=meeting.municipality, session=session_of(meeting))


def session_of(meeting: Meeting) -> Session:
    """A meeting to come as progression knows it."""
    return Session(meeting.told_as, meeting.title, meeting.core_task, meeting.begins_at)


def _note_guides(meeting: Meeting, at: AtMeeting) -> None:
    """Who led with somebody or stood by guided them, in the core task that the meeting is about."""
    guides = [role.person for role in at.roles if role.part in GUIDING]
    for role in at.roles:
        if role.part in VERBS and not role.is_external:
            note_guides(
                guides=guides,
                candidate=role.person,
                municipality=meeting.municipality,
                core_task=meeting.core_task,
                on=localdate(meeting.begins_at),
            )


def _work(meeting: Meeting, confirmation: Confirmation, at: AtMeeting) -> Work:
    """What the handover degree is counted from."""
    return Work(
        key=meeting.told_as,
        title=meeting.title,
        core_task=meeting.core_task,
        mode=confirmation.mode,
        hours=confirmation.hours,
        held_on=localdate(meeting.begins_at),
        coach=_coach(at),
        team=meeting.team,
    )


def _coach(at: AtMeeting) -> User | None:
    """Who of the municipality led it, alone or together with somebody."""
    led = {role.part: role.person for role in at.roles if not role.is_external}
    return led.get(Part.LEADS) or led.get(Part.CO_LEADS)


def _attended(
    meeting: Meeting, confirmation: Confirmation, at: AtMeeting
) -> list[tuple[User, Municipality, Statement]]:
    told = []
    for row in at.attendances.values():
        if row.presence != Presence.ABSENT:
            statement = attended(meeting, confirmation, presence=Presence(row.presence), minutes=row.minutes)
            told.append((row.person, meeting.municipality, statement))
    return told


def attended(
    meeting: Meeting, confirmation: Confirmation, *, presence: Presence, minutes: int | None
) -> Statement:
    """That somebody was there, for as long as counts."""
    hours = hours_there(presence, minutes, hours=confirmation.hours)
    return _statement(meeting, confirmation, Verb.ATTENDED, hours=hours)


def _did(
    meeting: Meeting, confirmation: Confirmation, at: AtMeeting
) -> list[tuple[User, Municipality, Statement]]:
    """What the municipality's own people did; it counts for their stage. Trainers from outside have none."""
    return [
        (
            role.person,
            meeting.municipality,
            _statement(meeting, confirmation, VERBS[Part(role.part)], hours=confirmation.hours),
        )
        for role in at.roles
        if role.part in VERBS and not role.is_external
    ]


def _statement(meeting: Meeting, confirmation: Confirmation, verb: Verb, *, hours: Decimal) -> Statement:
    return Statement(
        verb=verb,
        activity_kind=ActivityKind.MEETING,
        activity=meeting.told_as,
        occurred_at=meeting.begins_at,
        title=meeting.title,
        result={"hours": str(hours)},
        context={
            "kind": meeting.kind,
            "core_task": meeting.core_task,
            "mode": confirmation.mode,
            "hours": str(confirmation.hours),
        },
        shows=(meeting.core_task,) if meeting.core_task else (),
    )
