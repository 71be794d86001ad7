"""One meeting as somebody sees it: who does what, who comes, and what may be done now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from people.api import people_in, reach_into
from people.choices import DataKind
from progression.api import work_known_as
from trainings.choices import MeetingState, Presence, SignUpState
from trainings.rules.confirming import Held, may_keep_attendance
from trainings.rules.delivery import Doer, delivery_mode
from trainings.rules.waiting import free_places

if TYPE_CHECKING:
    from datetime import datetime

    from people.api import Standing
    from people.choices import Viewer
    from people.models import User
    from progression.choices import DeliveryMode
    from progression.models import Delivery
    from trainings.models import Attendance, Confirmation, Meeting, MeetingRole, SignUp
    from trainings.rules.evaluation import Tally


def doers_of(roles: list[MeetingRole]) -> tuple[Doer, ...]:
    """Who does what, as the rules know it."""
    return tuple(Doer(role.person_id, role.part, is_external=role.is_external) for role in roles)  # type: ignore[arg-type]


@dataclass(frozen=True)
class AtMeeting:
    """What one visitor sees of a meeting, at a moment. A fixed number of queries, whatever the number of people."""

    meeting: Meeting
    viewer: User
    standing: Standing
    now: datetime

    @cached_property
    def roles(self) -> list[MeetingRole]:
        """Who leads, co-leads, looks along and can be reached."""
        return list(self.meeting.roles.select_related("person"))

    @cached_property
    def sign_ups(self) -> list[SignUp]:
        """Who comes or waits, in the order in which they came."""
        coming = self.meeting.sign_ups.exclude(state=SignUpState.WITHDRAWN)
        return list(coming.select_related("person"))

    @cached_property
    def attendances(self) -> dict[int, Attendance]:
        """Who was there, by person."""
        return {row.person_id: row for row in self.meeting.attendances.select_related("person")}

    @cached_property
    def held(self) -> Held:
        """The meeting as the rules of confirming know it."""
        return Held(
            state=MeetingState(self.meeting.state),
            ends_at=self.meeting.ends_at,
            doers=doers_of(self.roles),
            presences={person: Presence(row.presence) for person, row in self.attendances.items()},
            signed_up={sign_up.person_id for sign_up in self.sign_ups if sign_up.state == SignUpState.PLACED},
        )

    @property
    def mode(self) -> DeliveryMode | None:
        """In which way the meeting is given."""
        return delivery_mode(self.held.doers)

    @property
    def placed(self) -> list[SignUp]:
        """Who has a place."""
        return [sign_up for sign_up in self.sign_ups if sign_up.state == SignUpState.PLACED]

    @property
    def waiting(self) -> list[SignUp]:
        """Who waits, the first first."""
        return [sign_up for sign_up in self.sign_ups if sign_up.state == SignUpState.WAITING]

    @property
    def free(self) -> int | None:
        """How many places are left; None when there is no limit."""
        return free_places(placed=len(self.placed), capacity=self.meeting.capacity)

    @cached_property
    def my_role(self) -> MeetingRole | None:
        """What the viewer does here."""
        return next((role for role in self.roles if role.person_id == self.viewer.pk), None)

    @cached_property
    def mine(self) -> SignUp | None:
        """The viewer's own place."""
        return next((sign_up for sign_up in self.sign_ups if sign_up.person_id == self.viewer.pk), None)

    @property
    def my_number(self) -> int | None:
        """Where the viewer stands on the waiting list, counted from one."""
        numbers = (n for n, sign_up in enumerate(self.waiting, 1) if sign_up.person_id == self.viewer.pk)
        return next(numbers, None)

    @property
    def is_over(self) -> bool:
        """Whether the meeting has been."""
        return self.meeting.ends_at <= self.now

    @property
    def confirmation(self) -> Confirmation | None:
        """Who confirmed it, and for how long it was."""
        return getattr(self.meeting, "confirmation", None)

    @cached_property
    def corrected(self) -> Delivery | None:
        """What a confirmed meeting counts for since it was corrected, if it was. One query."""
        if self.confirmation is None or not self.meeting.core_task:
            return None
        work = work_known_as(self.meeting.municipality, key=self.meeting.told_as)
        return work if work is not None and work.corrects_id is not None else None

    @property
    def tally(self) -> Tally | None:
        """What people said together, if anybody did."""
        found = getattr(self.meeting, "evaluation", None)
        return found.tally if found else None

    # --- Whose names the viewer sees ------------------------------------------------------------------

    @cached_property
    def seen_people(self) -> tuple[frozenset[int] | None, Viewer | None]:
        """Whose names the viewer sees (None: everybody's), and in what capacity; who leads sees who comes."""
        if may_keep_attendance(self.held, self.viewer.pk):
            return None, None
        found = reach_into(self.standing, self.meeting.municipality, DataKind.ATTENDANCE)
        if found is None:
            return frozenset(), None
        reach, capacity = found
        teams = None if reach.covers_all else reach.team_ids
        learning = people_in(self.meeting.municipality, teams=teams)
        return frozenset(learning.values_list("pk", flat=True)), capacity

    def sees(self, person_id: int) -> bool:
        """Whether the viewer sees the name of somebody who comes."""
        seen, _capacity = self.seen_people
        return seen is None or person_id in seen or person_id == self.viewer.pk

    @cached_property
    def named(self) -> list[SignUp]:
        """Those who come or wait and whose names the viewer sees."""
        return [sign_up for sign_up in self.sign_ups if self.sees(sign_up.person_id)]

    @property
    def were_there(self) -> int:
        """How many people took part, for the whole or a part of it."""
        return sum(row.presence != Presence.ABSENT for row in self.attendances.values())

    @cached_property
    def named_there(self) -> list[Attendance]:
        """Whether those were there whose names the viewer sees."""
        return [row for row in self.attendances.values() if self.sees(row.person_id)]

    @property
    def seen(self) -> list[User]:
        """Everybody whose name is on the page because of who looks."""
        people = {sign_up.person_id: sign_up.person for sign_up in self.named}
        people |= {row.person_id: row.person for row in self.named_there}
        return list(people.values())

    @property
    def my_presence(self) -> str:
        """Whether the viewer was there, if it is known."""
        own = self.attendances.get(self.viewer.pk)
        return own.presence if own else ""


def is_invited(standing: Standing, meeting: Meeting) -> bool:
    """Whether a meeting is for somebody: everybody of the municipality, or a team of theirs."""
    if meeting.team_id is None:
        return bool(standing.roles_in(meeting.municipality_id))
    return any(
        membership.team_id == meeting.team_id and membership.municipality_id == meeting.municipality_id
        for membership in standing.memberships
    )
