"""Signing up for a meeting, waiting for a place, and not coming after all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from people.api import standing_of
from trainings.choices import CalendarMethod, Problem, SignUpState
from trainings.models import Meeting, SignUp
from trainings.permissions.meeting import can_sign_up
from trainings.rules.waiting import moving_up, state_for
from trainings.selectors.meeting import is_invited
from trainings.services.mails import plan_mails
from trainings.services.refusing import refuse, refuse_overlap, refuse_unless

if TYPE_CHECKING:
    from datetime import datetime

    from people.models import User


@transaction.atomic
def sign_up(*, person: User, meeting_id: int, now: datetime) -> SignUp:
    """Somebody's place, or one on the waiting list; asking twice is asking once."""
    meeting = locked(meeting_id)
    mine = SignUp.objects.filter(meeting=meeting, person=person).first()
    if mine is not None and mine.state != SignUpState.WITHDRAWN:
        return mine
    standing = standing_of(person)
    refuse_unless(
        can_sign_up(
            standing,
            meeting,
            now=now,
            has_a_part=meeting.roles.filter(person=person).exists(),
            is_invited=mine is not None or is_invited(standing, meeting),
        )
    )
    refuse_overlap([person.pk], meeting.stretch, about=person.pk)
    placed, waiting = _taken(meeting)
    state = state_for(placed=placed, waiting=waiting, capacity=meeting.capacity)
    mine = mine or SignUp(meeting=meeting, municipality_id=meeting.municipality_id, person=person)
    mine.state, mine.since, mine.turn = state, now, mine.turn + 1
    mine.save()
    if state == SignUpState.PLACED:
        plan_mails(meeting, [(person.pk, mine.turn)], method=CalendarMethod.REQUEST, now=now)
    return mine


@transaction.atomic
def withdraw(*, person: User, meeting_id: int, now: datetime) -> None:
    """Give a place back, without having to say why; the first who waits gets it."""
    meeting = locked(meeting_id)
    refuse(Problem.BEGUN if meeting.begins_at <= now else None)
    mine = SignUp.objects.filter(meeting=meeting, person=person).exclude(state=SignUpState.WITHDRAWN).first()
    if mine is None:
        return
    had_a_place = mine.state == SignUpState.PLACED
    mine.state, mine.turn = SignUpState.WITHDRAWN, mine.turn + 1
    mine.save(update_fields=["state", "turn"])
    if had_a_place:
        plan_mails(meeting, [(person.pk, mine.turn)], method=CalendarMethod.CANCEL, now=now)
    move_up(meeting, now=now)


def move_up(meeting: Meeting, *, now: datetime) -> None:
    """Let who waits have the places that are free now; each of them gets it in their calendar. The row is locked."""
    placed, _waiting = _taken(meeting)
    waiting = list(SignUp.objects.filter(meeting=meeting, state=SignUpState.WAITING))
    moved = moving_up(waiting, placed=placed, capacity=meeting.capacity)
    for sign_up in moved:
        sign_up.state, sign_up.turn = SignUpState.PLACED, sign_up.turn + 1
    SignUp.objects.bulk_update(moved, ["state", "turn"])
    people = [(sign_up.person_id, sign_up.turn) for sign_up in moved]
    plan_mails(meeting, people, method=CalendarMethod.REQUEST, now=now)


def locked(meeting_id: int) -> Meeting:
    """The meeting, which nobody else changes meanwhile."""
    return Meeting.objects.select_for_update().get(pk=meeting_id)


def _taken(meeting: Meeting) -> tuple[int, int]:
    """How many have a place, and how many wait. One query."""
    states = list(SignUp.objects.filter(meeting=meeting).values_list("state", flat=True))
    return states.count(SignUpState.PLACED), states.count(SignUpState.WAITING)
