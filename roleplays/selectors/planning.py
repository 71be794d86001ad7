"""What a session can be planned at and for, and who at a table can be observed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.choices import ObservedRole
from people.models import Team
from trainings.api import meetings_visible_to, teams_to_plan_for
from trainings.models import MeetingRole

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from people.api import Standing
    from people.models import Municipality, User
    from roleplays.models import LiveSession, Participant
    from trainings.models import Meeting


def meetings_to_play_at(
    person: User, standing: Standing, municipality: Municipality, *, now: datetime
) -> QuerySet[Meeting]:
    """The meetings to come in a municipality at which somebody does something, the next first."""
    mine = MeetingRole.objects.filter(person=person).values("meeting")
    meetings = meetings_visible_to(person, standing).filter(municipality=municipality, pk__in=mine)
    return meetings.going_on().not_over(now)


def teams_to_play_with(standing: Standing, municipality: Municipality) -> QuerySet[Team]:
    """The teams for which somebody plans in a municipality."""
    teams = Team.objects.filter(municipality=municipality)
    own = teams_to_plan_for(standing, municipality)
    return teams if own is None else teams.filter(pk__in=own)


def observable_in(session: LiveSession) -> QuerySet[Participant]:
    """Who plays a role for which there is a form. Residents are not observed: they are nobody's learner."""
    here = session.participants.filter(left_at=None, seat__in=ObservedRole.values)
    return here.select_related("person")
