"""What somebody may do with a meeting, each with the reason when it is a no."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.access import ALLOWED, Verdict, denied
from people.choices import Role
from trainings.choices import MeetingState, Presence, Problem
from trainings.permissions.planning import LEADING, PLANS_FOR_ALL, can_plan
from trainings.rules.confirming import confirmation_problem, may_keep_attendance
from trainings.selectors.meeting import is_invited

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from people.api import Standing
    from people.models import User
    from trainings.models import Meeting, MeetingRole
    from trainings.rules.confirming import Held
    from trainings.selectors.meeting import AtMeeting


def can_change(person: User, standing: Standing, meeting: Meeting, roles: Collection[MeetingRole]) -> Verdict:
    """Whether somebody changes or cancels a meeting: who planned or leads it, and the implementation lead."""
    if meeting.state == MeetingState.CANCELLED:
        return denied(Problem.CANCELLED.label)
    if meeting.state == MeetingState.CONFIRMED:
        return denied(Problem.CONFIRMED.label)
    leads = any(role.person_id == person.pk and role.part in LEADING for role in roles)
    planned = meeting.planned_by_id == person.pk and can_plan(standing, meeting.municipality)
    if leads or planned or standing.has(Role.LEAD, meeting.municipality_id):
        return ALLOWED
    return denied(_("Who planned or leads the meeting changes it."))


def can_sign_up(
    standing: Standing, meeting: Meeting, *, now: datetime, has_a_part: bool, is_invited: bool
) -> Verdict:
    """Whether somebody may ask for a place; a team's meeting is for that team, and for whoever was invited before."""
    checks: tuple[tuple[bool, object], ...] = (
        (meeting.state == MeetingState.CANCELLED, Problem.CANCELLED.label),
        (meeting.begins_at <= now, Problem.BEGUN.label),
        (has_a_part, _("You do something at this meeting yourself, so you need no place.")),
        (not is_invited, _("This meeting is for another team.")),
        (not standing.roles_in(meeting.municipality_id), _("This meeting is for another municipality.")),
    )
    return next((denied(reason) for is_so, reason in checks if is_so), ALLOWED)  # type: ignore[arg-type]


def can_keep_attendance(person: User, held: Held, *, now: datetime, begins_at: datetime) -> Verdict:
    """Whether somebody says who was there: who leads the meeting, once it has begun and until it is confirmed."""
    if held.state != MeetingState.PLANNED:
        return denied(
            Problem.CONFIRMED.label if held.state == MeetingState.CONFIRMED else Problem.CANCELLED.label
        )
    if not may_keep_attendance(held, person.pk):
        return denied(_("Who leads the meeting says who was there."))
    return ALLOWED if begins_at <= now else denied(_("The meeting has not begun yet."))


def can_correct_attendance(person: User, held: Held) -> Verdict:
    """Whether somebody says otherwise who was there at a meeting that counts already: who led it."""
    if held.state != MeetingState.CONFIRMED:
        return denied(_("This meeting has not been confirmed yet, so it does not count yet."))
    if not may_keep_attendance(held, person.pk):
        return denied(_("Who leads the meeting says who was there."))
    return ALLOWED


def can_confirm(person: User, held: Held, *, now: datetime) -> Verdict:
    """Whether somebody confirms that the meeting was held: somebody who was there, afterwards, once."""
    problem = confirmation_problem(held, by=person.pk, now=now)
    return denied(problem.label) if problem else ALLOWED


def can_look_back(*, was_there: bool, has_looked_back: bool, is_over: bool) -> Verdict:
    """Whether somebody answers the three questions: who took part, afterwards, once."""
    if not was_there:
        return denied(_("The three questions are for who was there."))
    if has_looked_back:
        return denied(_("You have looked back on this meeting. Thank you."))
    return ALLOWED if is_over else denied(_("The meeting is not over yet."))


def can_see_evaluation(
    person: User, standing: Standing, meeting: Meeting, roles: Collection[MeetingRole]
) -> Verdict:
    """Whether somebody sees what people said together: who led it, the trainer and the implementation lead."""
    leads = any(role.person_id == person.pk and role.part in LEADING for role in roles)
    if leads or any(standing.has(role, meeting.municipality_id) for role in PLANS_FOR_ALL):
        return ALLOWED
    return denied(_("Who led the meeting sees what people said together."))


@dataclass(frozen=True)
class May:
    """What the visitor of a meeting may do now. No queries of its own."""

    at: AtMeeting

    @cached_property
    def change(self) -> Verdict:
        """Change or cancel it."""
        return can_change(self.at.viewer, self.at.standing, self.at.meeting, self.at.roles)

    @cached_property
    def sign_up(self) -> Verdict:
        """Ask for a place."""
        at = self.at
        return can_sign_up(
            at.standing,
            at.meeting,
            now=at.now,
            has_a_part=at.my_role is not None,
            is_invited=at.mine is not None or is_invited(at.standing, at.meeting),
        )

    @cached_property
    def keep_attendance(self) -> Verdict:
        """Say who was there."""
        at = self.at
        return can_keep_attendance(at.viewer, at.held, now=at.now, begins_at=at.meeting.begins_at)

    @cached_property
    def correct_attendance(self) -> Verdict:
        """Say otherwise who was there, once it counts."""
        return can_correct_attendance(self.at.viewer, self.at.held)

    @cached_property
    def confirm(self) -> Verdict:
        """Confirm that it was held."""
        return can_confirm(self.at.viewer, self.at.held, now=self.at.now)

    @cached_property
    def look_back(self) -> Verdict:
        """Answer the three questions."""
        own = self.at.attendances.get(self.at.viewer.pk)
        return can_look_back(
            was_there=own is not None and own.presence != Presence.ABSENT,
            has_looked_back=own is not None and own.has_looked_back,
            is_over=self.at.is_over,
        )

    @cached_property
    def see_evaluation(self) -> Verdict:
        """Read what people said together."""
        return can_see_evaluation(self.at.viewer, self.at.standing, self.at.meeting, self.at.roles)
