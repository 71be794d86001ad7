"""Mails to a team about a role-play at a moment of its own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.api import within
from people.choices import Role
from progression.models import Reminder
from progression.services.reminders import send_reminder
from roleplays.models import LiveSession
from tests.factories.people import MembershipFactory, TeamFactory
from tests.factories.roleplays import ScenarioFactory
from tests.factories.trainings import MeetingFactory

pytestmark = pytest.mark.django_db
DAY = timezone.localtime() + timedelta(days=9)
WHEN = {"date": DAY.strftime("%Y-%m-%d"), "time": "14:00"}
PLAN = "/samen-oefenen/plannen/rp1/"


def browser(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def team():
    return TeamFactory()


@pytest.fixture
def trainer(team):
    ScenarioFactory(code="RP1", title="De eerste avond")
    return MembershipFactory(municipality=team.municipality, role=Role.TRAINER).person


@pytest.fixture
def member(team):
    return MembershipFactory(municipality=team.municipality, team=team).person


def send_all(team):
    """Let every mail that waits leave, and give what left."""
    mail.outbox.clear()
    with within(team.municipality):
        waiting = list(Reminder.objects.order_by("pk").values_list("pk", flat=True))
    for each in waiting:
        send_reminder(each, now=timezone.now())
    return [(each.to, each.subject) for each in mail.outbox]


def session_of(team):
    with within(team.municipality):
        return LiveSession.objects.get()


def move(trainer, place, **sent):
    session = session_of(place)
    url = reverse("roleplays:move_session", args=[session.public_id])
    assert browser(trainer).post(url, {**WHEN, **sent}).status_code == 302


def close(trainer, team):
    url = reverse("roleplays:steer", args=[session_of(team).public_id])
    browser(trainer).post(url, {"command": "close"})


def test_the_team_hears_when_it_plays_and_nobody_else_does(trainer, team, member):
    MembershipFactory(municipality=team.municipality)
    browser(trainer).post(PLAN, {**WHEN, "team": team.pk})
    assert send_all(team) == [([member.email], "Je team speelt “De eerste avond”")]
    text = mail.outbox[0].body
    assert f"{trainer} speelt het rollenspel “De eerste avond” met je team" in text
    assert "14.00" in text
    assert "/samen-oefenen/" in text
    assert send_all(team) == []


def test_without_a_team_or_at_a_meeting_nobody_gets_this_mail(trainer, team, member):
    browser(trainer).post(PLAN, WHEN)
    with within(team.municipality):
        meeting = MeetingFactory(municipality=team.municipality, team=team, led_by=trainer)
    browser(trainer).post(PLAN, {"meeting": meeting.pk})
    assert send_all(team) == []


def test_who_heard_of_it_hears_that_it_moved(trainer, team, member):
    browser(trainer).post(PLAN, {**WHEN, "team": team.pk})
    send_all(team)
    move(trainer, team, time="16:30", team=team.pk)
    assert send_all(team) == [([member.email], "Je team speelt “De eerste avond” op een ander moment")]
    assert "16.30" in mail.outbox[0].body


def test_a_mail_that_did_not_leave_is_not_sent_about_a_moment_that_is_no_longer_so(trainer, team, member):
    browser(trainer).post(PLAN, {**WHEN, "team": team.pk})
    move(trainer, team, time="16:30", team=team.pk)
    assert send_all(team) == [([member.email], "Je team speelt “De eerste avond”")]
    assert "16.30" in mail.outbox[0].body


def test_a_team_that_does_not_play_any_more_hears_so(trainer, team, member):
    other = MembershipFactory(
        municipality=team.municipality, team=TeamFactory(municipality=team.municipality)
    )
    browser(trainer).post(PLAN, {**WHEN, "team": team.pk})
    send_all(team)
    move(trainer, team, team=other.team.pk)
    assert send_all(team) == [
        ([other.person.email], "Je team speelt “De eerste avond”"),
        ([member.email], "Het rollenspel “De eerste avond” gaat niet door"),
    ]


def test_what_is_called_off_is_told_to_who_heard_of_it(trainer, team, member):
    browser(trainer).post(PLAN, {**WHEN, "team": team.pk})
    send_all(team)
    close(trainer, team)
    assert send_all(team) == [([member.email], "Het rollenspel “De eerste avond” gaat niet door")]


def test_what_nobody_heard_of_is_called_off_in_silence(trainer, team, member):
    browser(trainer).post(PLAN, {**WHEN, "team": team.pk})
    close(trainer, team)
    assert send_all(team) == []


def test_a_session_that_was_played_is_closed_in_silence(trainer, team, member):
    browser(trainer).post(PLAN, {**WHEN, "team": team.pk})
    send_all(team)
    url = reverse("roleplays:steer", args=[session_of(team).public_id])
    for command in ("prepare", "play", "debrief", "close"):
        browser(trainer).post(url, {"command": command})
    assert send_all(team) == []
