"""What somebody does at meetings, for the fences: a place, attendance, answers, a mail and a feed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from people.api import within
from people.models import Team, User
from tests.factories.people import MembershipFactory
from tests.factories.trainings import MeetingFactory, leader_of
from trainings import api
from trainings.choices import Experience, Presence, Question
from trainings.models import (
    Attendance,
    CalendarMail,
    Confirmation,
    EvaluationTally,
    FeedToken,
    Meeting,
    MeetingRole,
    SignUp,
)

MODELS = (
    Meeting,
    MeetingRole,
    SignUp,
    Attendance,
    Confirmation,
    EvaluationTally,
    CalendarMail,
    FeedToken,
)
# What only who leads the meeting does.
LEADS = frozenset({"trainings:change", "trainings:cancel", "trainings:attendance", "trainings:confirm"})
# Whoever has the key reads the feed, so the key in the sample was revoked; tests/trainings opens an open one.
OPENED_BY_A_KEY = frozenset({"trainings:feed"})


@dataclass(frozen=True)
class OwnMeetings:
    """A meeting to come and one that has been, of the learner, and who leads them."""

    coming: Meeting
    past: Meeting
    leader: User
    revoked: str
    mail: CalendarMail


def own_meetings(learner: User, team: Team, *, mark: str) -> OwnMeetings:
    """Everything that somebody can do at meetings, with a mark in it."""
    now = timezone.now()
    where = {"municipality": team.municipality, "team": team, "title": mark, "about": mark, "place": mark}
    leader = MembershipFactory(municipality=team.municipality, team=team, coach=True).person
    with within(team.municipality):
        coming = MeetingFactory(led_by=leader, **where)
        past = MeetingFactory(led_by=leader, over=True, **where)
        api.sign_up(person=learner, meeting_id=coming.pk, now=now)
        there = {learner.pk: api.There(Presence.THERE)}
        api.keep_attendance(by=leader, meeting_id=past.pk, there=there, now=now)
        answers = dict.fromkeys(Question, Experience.MOSTLY)
        api.look_back(person=learner, meeting_id=past.pk, answers=answers, now=now)
        revoked = api.make_feed(person=learner, municipality=team.municipality, now=now - timedelta(days=1))
        api.make_feed(person=learner, municipality=team.municipality, now=now)
        mail = CalendarMail.objects.get(person=learner)
        CalendarMail.objects.filter(pk=mail.pk).update(state="sending", claimed_at=now - timedelta(days=1))
    return OwnMeetings(coming, past, leader_of(past), revoked, mail)


def _coming(world: Any) -> dict[str, Any]:
    return {"public_id": world.meetings.coming.public_id}


def _past(world: Any) -> dict[str, Any]:
    return {"public_id": world.meetings.past.public_id}


SAMPLES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "trainings:meeting": _coming,
    "trainings:sign_up": _coming,
    "trainings:withdraw": _coming,
    "trainings:change": _coming,
    "trainings:cancel": _coming,
    "trainings:meeting_file": _coming,
    "trainings:attendance": _past,
    "trainings:confirm": _past,
    "trainings:look_back": _past,
    "trainings:feed": lambda w: {"token": w.meetings.revoked},
    "website:retry_calendar_mail": lambda w: {"mail_id": w.meetings.mail.pk},
    "trainings:step": lambda w: {"method": "incident", "number": 1},
}
SENT = {"hours": "2"}
SHARED = {
    "trainings:meetings": "meetings of one's own municipality",
    "trainings:plan": "a form for one's own municipality",
    "trainings:feed_settings": "the address of one's own calendar",
    "trainings:methods": "the same for everybody",
    "trainings:step": "the same for everybody",
}
