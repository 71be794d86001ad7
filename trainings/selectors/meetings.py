"""Which meetings somebody sees, and the lists of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from core.compiled import Given, OneOf
from people.api import CompiledWithin, everywhere
from people.choices import Role
from trainings.choices import MeetingState, SignUpState
from trainings.models import Attendance, Meeting, MeetingRole, SignUp

if TYPE_CHECKING:
    from datetime import datetime

    from people.api import Standing
    from people.models import Municipality, User
    from trainings.models import MeetingQuerySet

# Roles that see the meetings of a team, or of all teams when they hold for the whole municipality.
_LOOKS_AFTER = (Role.LEAD, Role.TRAINER, Role.MANAGER, Role.COACH)


def meetings_visible_to(person: User, standing: Standing) -> MeetingQuerySet:
    """What somebody is invited to, looks after, has a place at or does something at."""
    wanted = Q(pk__in=[])
    for municipality in standing.municipalities:
        wanted |= _of(municipality, standing)
    own = Exists(MeetingRole.objects.filter(meeting=OuterRef("pk"), person=person)) | Exists(
        SignUp.objects.filter(meeting=OuterRef("pk"), person=person).exclude(state=SignUpState.WITHDRAWN)
    )
    meetings: MeetingQuerySet = Meeting.objects.filter(wanted | own)
    return meetings.select_related("municipality", "team")


def _of(municipality: Municipality, standing: Standing) -> Q:
    held = [standing.reach(role, municipality.pk) for role in (*_LOOKS_AFTER, Role.LEARNER)]
    reaches = [reach for reach in held if reach is not None]
    if not reaches:
        return Q(pk__in=[])
    looks_after = [reach for reach in held[:-1] if reach is not None]
    if any(reach.covers_all for reach in looks_after):
        return Q(municipality=municipality)
    teams = frozenset().union(*(reach.team_ids for reach in reaches))
    return Q(municipality=municipality) & (Q(team=None) | Q(team__in=teams))


def listed(meetings: MeetingQuerySet, person: User) -> MeetingQuerySet:
    """Meetings with what somebody has to do with them: their part, their place, and how many places are taken."""
    mine = {"meeting": OuterRef("pk"), "person": person}
    taken = SignUp.objects.filter(meeting=OuterRef("pk"), state=SignUpState.PLACED).order_by()
    return meetings.annotate(
        my_part=Subquery(MeetingRole.objects.filter(**mine).values("part")[:1]),
        my_state=Subquery(
            SignUp.objects.filter(**mine).exclude(state=SignUpState.WITHDRAWN).values("state")[:1]
        ),
        my_presence=Subquery(Attendance.objects.filter(**mine).values("presence")[:1]),
        # As a subquery it is counted for the meetings on the page only, not for all of a year.
        placed=Coalesce(Subquery(taken.values("meeting").annotate(n=Count("pk")).values("n")), 0),
    )


def own_meetings(person: User, municipality: Municipality) -> MeetingQuerySet:
    """What stands in somebody's calendar: where they have a place or do something."""
    return _in_the_calendar_of(person.pk).filter(municipality=municipality)


def _in_the_calendar_of(person_id: int | Given) -> MeetingQuerySet:
    mine = {"meeting": OuterRef("pk"), "person_id": person_id}
    meetings: MeetingQuerySet = Meeting.objects.filter(
        Exists(MeetingRole.objects.filter(**mine))
        | Exists(SignUp.objects.filter(**mine, state=SignUpState.PLACED))
    )
    return meetings.going_on()


def _invitations_to() -> MeetingQuerySet:
    mine = {"meeting": OuterRef("pk"), "person_id": Given("person_id")}
    meetings: MeetingQuerySet = Meeting.objects.filter(
        Q(team=None) | Q(OneOf("team_id", Given("team_ids"))),
        ~Exists(MeetingRole.objects.filter(**mine)) & ~Exists(SignUp.objects.filter(**mine)),
        state=MeetingState.PLANNED,
        begins_at__gt=Given("now"),
    )
    return meetings.order_by("begins_at", "pk")


# Every look at one's own page asks (ADR 0014).
_NEXT = CompiledWithin(lambda: _in_the_calendar_of(Given("person_id")).not_over(Given("now")))
_INVITATIONS = CompiledWithin(_invitations_to)


def next_meeting(person: User, municipality: Municipality | None, *, now: datetime) -> Meeting | None:
    """The first meeting to come at which somebody has a place or does something. One query."""
    if municipality is None:
        return None
    meetings = _NEXT.load(person_id=person.pk, municipality_id=municipality.pk, now=now)
    return next(iter(meetings), None)


def open_invitation(
    person: User, standing: Standing, municipality: Municipality | None, *, now: datetime
) -> Meeting | None:
    """The first meeting to come that is for somebody and that they have nothing to do with yet. One query."""
    if municipality is None:
        return None
    teams = [m.team_id for m in standing.memberships if m.municipality_id == municipality.pk and m.team_id]
    meetings = _INVITATIONS.load(
        person_id=person.pk, municipality_id=municipality.pk, team_ids=teams, now=now
    )
    return next(iter(meetings), None)


def to_confirm(person: User, standing: Standing, *, now: datetime) -> MeetingQuerySet:
    """Meetings that are over and that somebody who leads them has to confirm, or they never count."""
    leads = MeetingRole.objects.filter(meeting=OuterRef("pk"), person=person, part__in=("leads", "co_leads"))
    return meetings_visible_to(person, standing).over(now).filter(Exists(leads), state=MeetingState.PLANNED)


def meeting_counts() -> dict[str, int]:
    """How many meetings there are in each state, over all municipalities. One query."""
    with everywhere():
        found = dict(Meeting.objects.order_by().values_list("state").annotate(Count("pk")))
    return {state.value: found.get(state, 0) for state in MeetingState}


def municipality_ids_ahead(*, now: datetime) -> list[int]:
    """Which municipalities have meetings to come that can be proposed. One query."""
    with everywhere():
        meetings = Meeting.objects.to_propose(now).order_by("municipality")
        return list(meetings.values_list("municipality", flat=True).distinct())
