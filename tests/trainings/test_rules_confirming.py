"""Who confirms what, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from trainings.choices import MeetingState, Part, Presence, Problem
from trainings.rules.confirming import Held, confirmation_problem, counts, may_keep_attendance, were_there
from trainings.rules.delivery import Doer

END = datetime(2026, 3, 4, 12, tzinfo=UTC)
COACH, TRAINER, ON_CALL, GUEST, LATE, ILL, STRANGER = range(7)
HELD = Held(
    state=MeetingState.PLANNED,
    ends_at=END,
    doers=(
        Doer(COACH, Part.LEADS, is_external=False),
        Doer(TRAINER, Part.OBSERVES, is_external=True),
        Doer(ON_CALL, Part.ON_CALL, is_external=True),
    ),
    presences={GUEST: Presence.THERE, LATE: Presence.PARTLY, ILL: Presence.ABSENT},
    signed_up={GUEST, LATE, ILL},
)


def test_who_could_be_reached_and_who_was_ill_were_not_there():
    assert were_there(HELD) == {COACH, TRAINER, GUEST, LATE}


@pytest.mark.parametrize("person", [COACH, TRAINER, GUEST, LATE])
def test_who_was_there_confirms(person):
    assert confirmation_problem(HELD, by=person, now=END) is None


@pytest.mark.parametrize("person", [ON_CALL, ILL, STRANGER])
def test_who_was_not_there_does_not(person):
    assert confirmation_problem(HELD, by=person, now=END) == Problem.NOT_THERE


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"state": MeetingState.CANCELLED}, Problem.CANCELLED),
        ({"state": MeetingState.CONFIRMED}, Problem.CONFIRMED),
        ({"ends_at": END + timedelta(minutes=1)}, Problem.NOT_OVER),
        ({"doers": (Doer(COACH, Part.OBSERVES, is_external=False),)}, Problem.NOBODY_LEADS),
        ({"signed_up": {GUEST, LATE, ILL, STRANGER}}, Problem.NO_ATTENDANCE),
    ],
)
def test_a_meeting_is_confirmed_once_afterwards_and_complete(change, problem):
    assert confirmation_problem(replace(HELD, **change), by=COACH, now=END) == problem


def test_who_leads_says_who_was_there():
    assert may_keep_attendance(HELD, COACH)
    assert not may_keep_attendance(HELD, TRAINER)
    assert not may_keep_attendance(HELD, GUEST)


@pytest.mark.parametrize("state", MeetingState)
def test_only_what_is_confirmed_counts(state):
    assert counts(state) == (state == MeetingState.CONFIRMED)
