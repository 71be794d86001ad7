"""What people are busy with at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainings.choices import MeetingState, Part, SignUpState
from trainings.models import MeetingRole, SignUp
from trainings.rules.hours import overlapping

if TYPE_CHECKING:
    from collections.abc import Collection

    from people.models import User
    from trainings.models import Meeting
    from trainings.rules.hours import Stretch


def busy_at(people: Collection[int], stretch: Stretch) -> list[tuple[User, Meeting]]:
    """Who of some people is elsewhere at a time, and at what: they have to be there, have a place or wait for one.

    Two queries, whatever the number of people. Who can only be reached is free.
    """
    around = {
        "person__in": people,
        "meeting__begins_at__lt": stretch.ends_at,
        "meeting__ends_at__gt": stretch.begins_at,
    }
    roles = MeetingRole.objects.filter(**around).exclude(part=Part.ON_CALL)
    coming = SignUp.objects.filter(**around).exclude(state=SignUpState.WITHDRAWN)
    found: list[tuple[User, Meeting]] = []
    for rows in (roles, coming):
        told = rows.exclude(meeting__state=MeetingState.CANCELLED).select_related("person", "meeting")
        found += [(row.person, row.meeting) for row in told if overlapping(stretch, [row.meeting.stretch])]
    return sorted(found, key=lambda pair: (pair[1].begins_at, pair[0].pk))
