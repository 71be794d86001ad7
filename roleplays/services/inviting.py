"""Mails to a team about a session at a moment of its own: planned, moved or called off. A meeting sends its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format

from people.api import people_in
from progression.api import Plan, plan_reminders, withdraw_reminders
from progression.choices import ReminderKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from people.models import User
    from roleplays.models import LiveSession


def tell_team(session: LiveSession, *, now: datetime) -> None:
    """Let the team know when it plays; who heard of an earlier plan reads that it moved, or is off for them."""
    told, team = _who_heard(session), _invited(session)
    heard, invited = {each.pk for each in told}, {each.pk for each in team}
    _plan(session, [each for each in team if each.pk not in heard], "planned", now)
    _plan(session, [each for each in team if each.pk in heard], "moved", now)
    _plan(session, [each for each in told if each.pk not in invited], "called_off", now)


def tell_it_is_off(session: LiveSession, *, now: datetime) -> None:
    """Let who heard of it know that it does not go on."""
    _plan(session, _who_heard(session), "called_off", now)


def _invited(session: LiveSession) -> list[User]:
    """The team of a session at a moment of its own; at a meeting the meeting itself is in calendars."""
    if session.planned_for is None or session.meeting_id is not None or session.team is None:
        return []
    return list(people_in(session.municipality, team=session.team).exclude(pk=session.facilitator_id))


def _who_heard(session: LiveSession) -> list[User]:
    """Who got a mail about it; mails that did not leave yet are withdrawn."""
    return withdraw_reminders(municipality=session.municipality, about=_about(session))


def _about(session: LiveSession) -> str:
    return f"table:{session.public_id}:"


def _plan(session: LiveSession, people: Iterable[User], news: str, now: datetime) -> None:
    begins = timezone.localtime(session.begins_at)
    words = {
        "news": news,
        "scenario": session.version.scenario.title,
        "leader": str(session.facilitator),
        "when": f"{date_format(begins, 'l j F Y')}, {date_format(begins, 'H.i')}",
    }
    plan_reminders(
        [
            Plan(
                person=person,
                municipality=session.municipality,
                kind=ReminderKind.TABLE,
                about=f"{_about(session)}{session.revision}:{news}",
                due_on=timezone.localdate(now),
                words=words,
            )
            for person in people
        ],
        now=now,
    )
