"""The door to meetings: changes through a service, then the mails that it planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.background import after_commit
from trainings import tasks
from trainings.permissions.meeting import May
from trainings.permissions.planning import can_plan, kinds_to_plan, teams_to_plan_for
from trainings.rules.calendar import feed as written_feed
from trainings.rules.consultation import PLANS, minutes_of, stage_of
from trainings.rules.evaluation import AT_ONCE
from trainings.selectors.calendar import (
    entry_of,
    feed_entries,
    feed_with_token,
    mail_counts,
    open_feed_of,
    uncertain_mails,
)
from trainings.selectors.meeting import AtMeeting
from trainings.selectors.meetings import (
    listed,
    meeting_counts,
    meetings_visible_to,
    next_meeting,
    open_invitation,
    to_confirm,
)
from trainings.selectors.outsiders import people_who_lead
from trainings.services import mails, planning, signing_up
from trainings.services.feeds import make_feed, revoke_feed
from trainings.services.holding import There, confirm_meeting, keep_attendance
from trainings.services.looking_back import look_back
from trainings.services.mending import correct_attendance
from trainings.services.planning import Plan
from trainings.services.refusing import NotPossible

if TYPE_CHECKING:
    from datetime import datetime

    from people.models import Municipality, User
    from trainings.models import Meeting, SignUp

__all__ = [
    "AT_ONCE",
    "PLANS",
    "AtMeeting",
    "May",
    "NotPossible",
    "Plan",
    "There",
    "can_plan",
    "cancel_meeting",
    "change_meeting",
    "confirm_meeting",
    "correct_attendance",
    "entry_of",
    "feed_entries",
    "feed_with_token",
    "keep_attendance",
    "kinds_to_plan",
    "listed",
    "look_back",
    "mail_counts",
    "make_feed",
    "meeting_counts",
    "meetings_visible_to",
    "minutes_of",
    "next_meeting",
    "open_feed_of",
    "open_invitation",
    "people_who_lead",
    "plan_meeting",
    "retry_mail",
    "revoke_feed",
    "sign_up",
    "stage_of",
    "teams_to_plan_for",
    "to_confirm",
    "uncertain_mails",
    "withdraw",
    "written_feed",
]


def plan_meeting(*, planner: User, municipality: Municipality, plan: Plan, now: datetime) -> Meeting:
    """Plan a meeting; who does something at it gets it in their calendar."""
    meeting = planning.plan_meeting(planner=planner, municipality=municipality, plan=plan, now=now)
    after_commit(tasks.send_mails_of_meeting, meeting.pk)
    return meeting


def change_meeting(*, person: User, meeting_id: int, plan: Plan, now: datetime) -> Meeting:
    """Change a meeting; people's calendars follow."""
    meeting = planning.change_meeting(person=person, meeting_id=meeting_id, plan=plan, now=now)
    after_commit(tasks.send_mails_of_meeting, meeting_id)
    return meeting


def cancel_meeting(*, person: User, meeting_id: int, now: datetime) -> Meeting:
    """Call a meeting off; it leaves people's calendars."""
    meeting = planning.cancel_meeting(person=person, meeting_id=meeting_id, now=now)
    after_commit(tasks.send_mails_of_meeting, meeting_id)
    return meeting


def sign_up(*, person: User, meeting_id: int, now: datetime) -> SignUp:
    """Sign somebody up, or put them on the waiting list."""
    mine = signing_up.sign_up(person=person, meeting_id=meeting_id, now=now)
    after_commit(tasks.send_mails_of_meeting, meeting_id)
    return mine


def withdraw(*, person: User, meeting_id: int, now: datetime) -> None:
    """Give a place back; the first who waits hears of it."""
    signing_up.withdraw(person=person, meeting_id=meeting_id, now=now)
    after_commit(tasks.send_mails_of_meeting, meeting_id)


def retry_mail(mail_id: int, *, user: User, now: datetime) -> bool:
    """Send a calendar mail again of which nobody knows whether it left."""
    is_planned = mails.retry_mail(mail_id, user=user, now=now)
    if is_planned:
        after_commit(tasks.send_calendar_mail, mail_id)
    return is_planned
