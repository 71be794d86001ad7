"""Planning, changing and cancelling a meeting."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from people.api import standing_of
from progression.api import call_off_session
from trainings.choices import CalendarMethod, MeetingKind, MeetingState, Part, Problem, SignUpState
from trainings.models import Meeting, MeetingRole, SignUp
from trainings.permissions.meeting import can_change
from trainings.permissions.planning import LEADING, can_plan_this
from trainings.rules.calendar import is_told
from trainings.rules.delivery import delivery_mode
from trainings.rules.hours import Stretch, takes_the_person, times_problem
from trainings.selectors.meeting import doers_of
from trainings.selectors.outsiders import from_outside
from trainings.services.mails import everybody_of, plan_mails, with_turns
from trainings.services.refusing import refuse, refuse_overlap, refuse_unless
from trainings.services.signing_up import locked, move_up
from trainings.services.telling import tell_planned

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from people.models import Municipality, Team, User


@dataclass(frozen=True)
class Plan:
    """A meeting as somebody wants it; `parts` says per person what they do."""

    kind: str
    title: str
    begins_at: datetime
    ends_at: datetime
    about: str = ""
    place: str = ""
    link: str = ""
    core_task: str = ""
    method: str = ""
    capacity: int | None = None
    team: Team | None = None
    parts: Mapping[int, str] = field(default_factory=dict)

    @property
    def details(self) -> dict[str, object]:
        """What stands on the meeting itself."""
        kept = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "parts"}
        if self.kind != MeetingKind.PEER_CONSULTATION:
            kept["method"] = ""
        return kept


@transaction.atomic
def plan_meeting(*, planner: User, municipality: Municipality, plan: Plan, now: datetime) -> Meeting:
    """A meeting in people's calendars; one that has been is noted afterwards and mails nobody."""
    _check_planner(planner, municipality, plan)
    _check(plan, meeting_id=0)
    meeting = Meeting.objects.create(
        municipality=municipality, planned_by=planner, planned_at=now, **plan.details
    )
    _give_parts(meeting, plan.parts)
    plan_mails(meeting, [(person, 0) for person in plan.parts], method=CalendarMethod.REQUEST, now=now)
    tell_planned(meeting)
    log(instance=meeting, action="trainings.plan", user=planner, title=meeting.title)
    return meeting


@transaction.atomic
def change_meeting(*, person: User, meeting_id: int, plan: Plan, now: datetime) -> Meeting:
    """Change a meeting; who has it in their calendar hears of it when something changed that stands there."""
    meeting = locked(meeting_id)
    roles = list(meeting.roles.all())
    refuse_unless(can_change(person, standing_of(person), meeting, roles))
    is_the_same = (plan.kind, plan.team) == (meeting.kind, meeting.team)
    if not is_the_same:
        _check_planner(person, meeting.municipality, plan)
    _check(plan, meeting_id=meeting.pk)
    changed = {name for name, value in plan.details.items() if getattr(meeting, name) != value}
    for name in changed:
        setattr(meeting, name, plan.details[name])
    meeting.sequence += is_told(changed)
    meeting.save()
    _change_parts(meeting, {role.person_id: role.part for role in roles}, plan.parts, now)
    plan_mails(meeting, everybody_of(meeting, SignUpState.PLACED), method=CalendarMethod.REQUEST, now=now)
    move_up(meeting, now=now)
    tell_planned(meeting)
    log(instance=meeting, action="trainings.change", user=person, title=meeting.title)
    return meeting


@transaction.atomic
def cancel_meeting(*, person: User, meeting_id: int, now: datetime) -> Meeting:
    """Call a meeting off; it leaves everybody's calendar. Twice is once."""
    meeting = locked(meeting_id)
    if meeting.state == MeetingState.CANCELLED:
        return meeting
    refuse_unless(can_change(person, standing_of(person), meeting, list(meeting.roles.all())))
    meeting.state = MeetingState.CANCELLED
    meeting.sequence += 1
    meeting.save(update_fields=["state", "sequence"])
    people = everybody_of(meeting, SignUpState.PLACED, SignUpState.WAITING)
    plan_mails(meeting, people, method=CalendarMethod.CANCEL, now=now)
    call_off_session(municipality=meeting.municipality, key=meeting.told_as)
    log(instance=meeting, action="trainings.cancel", user=person, title=meeting.title)
    return meeting


def _check_planner(person: User, municipality: Municipality, plan: Plan) -> None:
    refuse_unless(
        can_plan_this(
            person,
            standing_of(person),
            municipality,
            kind=plan.kind,
            team_id=plan.team.pk if plan.team else None,
            leading={who for who, part in plan.parts.items() if part in LEADING},
        )
    )


def _check(plan: Plan, *, meeting_id: int) -> None:
    stretch = Stretch(plan.begins_at, plan.ends_at, meeting_id)
    refuse(times_problem(stretch), field="ends")
    refuse(None if plan.place or plan.link else Problem.NO_PLACE, field="place")
    roles = [MeetingRole(person_id=who, part=part, is_external=False) for who, part in plan.parts.items()]
    refuse(None if delivery_mode(doers_of(roles)) else Problem.NOBODY_LEADS, field="parts")
    there = [who for who, part in plan.parts.items() if takes_the_person(Part(part))]
    refuse_overlap(there, stretch)


def _give_parts(meeting: Meeting, parts: Mapping[int, str]) -> None:
    outside = from_outside(parts, meeting.municipality_id)
    MeetingRole.objects.bulk_create(
        MeetingRole(
            meeting=meeting,
            municipality_id=meeting.municipality_id,
            person_id=person,
            part=part,
            is_external=person in outside,
        )
        for person, part in parts.items()
    )
    # Who does something at a meeting needs no place of their own.
    SignUp.objects.filter(meeting=meeting, person__in=parts).update(state=SignUpState.WITHDRAWN)


def _change_parts(
    meeting: Meeting, before: Mapping[int, str], after: Mapping[int, str], now: datetime
) -> None:
    if before == after:
        return
    gone = with_turns(meeting, [person for person in before if person not in after])
    meeting.roles.all().delete()
    _give_parts(meeting, after)
    plan_mails(meeting, gone, method=CalendarMethod.CANCEL, now=now)
