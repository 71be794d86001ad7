"""A session that is planned: when, for whom, at which meeting; and observing from the table."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from assessments.models import Observation
from people.api import within
from people.choices import Role
from records.models import Record
from roleplays.models import LiveSession
from roleplays.selectors.live import forgotten_session_ids
from tests.factories.observations import kijkkader_version
from tests.factories.people import MembershipFactory, TeamFactory
from tests.factories.roleplays import ScenarioFactory
from tests.factories.trainings import MeetingFactory
from trainings.choices import MeetingState

pytestmark = pytest.mark.django_db
DAY = timezone.localtime() + timedelta(days=9)
WHEN = {"date": DAY.strftime("%Y-%m-%d"), "time": "14:00"}
PLAN = "/samen-oefenen/plannen/rp1/"
LOBBY = "/samen-oefenen/"


def browser(person):
    client = Client()
    client.force_login(person)
    return client


def words(answer):
    return answer.content.decode()


@pytest.fixture
def team():
    return TeamFactory()


@pytest.fixture
def trainer(team):
    """Who plans."""
    ScenarioFactory(code="RP1", title="De eerste avond")
    return MembershipFactory(municipality=team.municipality, role=Role.TRAINER).person


@pytest.fixture
def member(team):
    return MembershipFactory(municipality=team.municipality, team=team).person


def planned(team):
    with within(team.municipality):
        return LiveSession.objects.select_related("team", "meeting").get()


def test_a_trainer_plans_a_session_and_its_team_joins_without_a_code(trainer, team, member):
    answer = browser(trainer).post(PLAN, {**WHEN, "team": team.pk})
    session = planned(team)
    assert answer.url == reverse("roleplays:table", args=[session.public_id])
    assert timezone.localtime(session.begins_at).strftime("%Y-%m-%d %H:%M") == f"{WHEN['date']} 14:00"
    lobby = browser(member).get(LOBBY)
    assert "De eerste avond" in words(lobby)
    assert "Gepland voor" in words(lobby)
    joining = reverse("roleplays:join", args=[session.code.lower()])
    assert joining in words(lobby)
    assert joining in words(browser(member).get("/oefenen/"))
    assert browser(member).post(joining).url == answer.url
    assert joining not in words(browser(member).get("/oefenen/"))


def test_who_is_of_another_team_does_not_hear_of_it(trainer, team):
    browser(trainer).post(PLAN, {**WHEN, "team": team.pk})
    other = TeamFactory(municipality=team.municipality)
    for stranger in (
        MembershipFactory(municipality=team.municipality, team=other).person,
        MembershipFactory().person,
    ):
        assert "Voor jouw team" not in words(browser(stranger).get(LOBBY))


def test_a_session_at_a_meeting_takes_over_its_day_and_team(trainer, team):
    with within(team.municipality):
        meeting = MeetingFactory(municipality=team.municipality, team=team, led_by=trainer)
    assert meeting.title in words(browser(trainer).get(PLAN))
    table = browser(trainer).post(PLAN, {"meeting": meeting.pk}).url
    session = planned(team)
    assert (session.meeting, session.team, session.planned_for) == (meeting, team, meeting.begins_at)
    assert meeting.get_absolute_url() in words(browser(trainer).get(table))


@pytest.fixture
def at_a_meeting(trainer, team):
    """A session at a meeting of the team, and the meeting."""
    with within(team.municipality):
        meeting = MeetingFactory(municipality=team.municipality, team=team, led_by=trainer)
    browser(trainer).post(PLAN, {"meeting": meeting.pk})
    return planned(team), meeting


def test_a_session_moves_along_with_its_meeting(at_a_meeting, team, member):
    session, meeting = at_a_meeting
    with within(team.municipality):
        meeting.begins_at += timedelta(days=30)
        meeting.ends_at += timedelta(days=30)
        meeting.save()
        day = date_format(timezone.localtime(meeting.begins_at), "j F, H.i")
        assert day in words(browser(member).get(LOBBY))
        assert forgotten_session_ids(now=meeting.begins_at) == []
        assert forgotten_session_ids(now=meeting.begins_at + timedelta(hours=13)) == [session.pk]


def test_a_meeting_that_is_called_off_takes_its_session_along(at_a_meeting, team, trainer, member):
    session, meeting = at_a_meeting
    with within(team.municipality):
        meeting.state = MeetingState.CANCELLED
        meeting.save()
    assert "De eerste avond" not in words(browser(member).get(LOBBY))
    table = words(browser(trainer).get(reverse("roleplays:table", args=[session.public_id])))
    assert "gaat niet door" in table
    assert "Verzet de sessie naar een ander moment" in table


def test_a_meeting_of_somebody_else_cannot_be_chosen(trainer, team):
    with within(team.municipality):
        other = MeetingFactory(municipality=team.municipality)
    elsewhere = MeetingFactory()
    for meeting in (other, elsewhere):
        answer = browser(trainer).post(PLAN, {"meeting": meeting.pk})
        assert answer.status_code == 422


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Vul een datum in."),
        ({"date": WHEN["date"]}, "Vul een tijd in."),
        ({**WHEN, "date": "2020-01-01"}, "Dit moment is voorbij."),
        ({**WHEN, "date": "gisteren"}, "Vul een datum in met dag, maand en jaar."),
        ({**WHEN, "team": "x"}, "Selecteer een geldige keuze."),
    ],
)
def test_what_is_wrong_is_explained_and_what_was_typed_stays(trainer, team, sent, says):
    answer = browser(trainer).post(PLAN, sent)
    assert answer.status_code == 422
    assert says in words(answer)
    assert all(f'value="{value}"' in words(answer) for name, value in sent.items() if name != "team")


def test_a_team_of_another_municipality_cannot_be_chosen(trainer):
    assert browser(trainer).post(PLAN, {**WHEN, "team": TeamFactory().pk}).status_code == 422


def planned_by(trainer, team):
    browser(trainer).post(PLAN, {**WHEN, "team": team.pk})
    return planned(team)


def moving(session):
    return reverse("roleplays:move_session", args=[session.public_id])


def test_a_planned_session_is_moved_and_keeps_its_code(trainer, team, member):
    session = planned_by(trainer, team)
    assert moving(session) in words(
        browser(trainer).get(reverse("roleplays:table", args=[session.public_id]))
    )
    form = words(browser(trainer).get(moving(session)))
    assert f'value="{WHEN["date"]}"' in form
    assert 'value="14:00"' in form
    answer = browser(trainer).post(moving(session), {**WHEN, "time": "16:30", "team": team.pk})
    assert answer.status_code == 302
    now = planned(team)
    assert timezone.localtime(now.begins_at).strftime("%H:%M") == "16:30"
    assert (now.code, now.team, now.revision) == (session.code, team, session.revision + 1)
    assert "16.30" in words(browser(member).get(LOBBY))


def test_a_moment_that_is_over_is_refused_and_nothing_moves(trainer, team):
    session = planned_by(trainer, team)
    answer = browser(trainer).post(moving(session), {**WHEN, "date": "2020-01-01"})
    assert answer.status_code == 422
    assert "Dit moment is voorbij." in words(answer)
    assert planned(team).planned_for == session.planned_for


def test_a_planned_session_is_cancelled_and_leaves_no_fact(trainer, team, member):
    session = planned_by(trainer, team)
    browser(trainer).post(reverse("roleplays:steer", args=[session.public_id]), {"command": "close"})
    assert "De eerste avond" not in words(browser(member).get(LOBBY))
    assert browser(member).get(reverse("roleplays:join", args=[session.code.lower()])).status_code == 404
    with within(team.municipality):
        assert not Record.objects.exists()


def test_a_session_that_began_is_not_moved(trainer, team):
    session = planned_by(trainer, team)
    browser(trainer).post(reverse("roleplays:steer", args=[session.public_id]), {"command": "prepare"})
    answer = browser(trainer).post(moving(session), {**WHEN, "time": "16:30"}, follow=True)
    assert "begonnen of voorbij" in words(answer)
    assert planned(team).planned_for == session.planned_for


def test_nobody_moves_a_session_that_somebody_else_leads(trainer, team, member):
    session = planned_by(trainer, team)
    other = MembershipFactory(municipality=team.municipality, role=Role.TRAINER).person
    browser(member).post(reverse("roleplays:join", args=[session.code.lower()]))
    for person in (member, other):
        assert browser(person).get(moving(session)).status_code == 404
        assert browser(person).post(moving(session), WHEN).status_code == 404


@pytest.mark.parametrize("role", [Role.LEARNER, Role.MANAGER, Role.LEAD, Role.ADMINISTRATOR])
def test_who_does_not_lead_plans_nothing(trainer, team, role):
    person = MembershipFactory(municipality=team.municipality, role=role).person
    assert browser(person).get(PLAN).status_code == 404
    assert browser(person).post(PLAN, WHEN).status_code == 404


def test_practising_leads_to_practising_together(trainer, member):
    assert 'href="/oefenen/" aria-current="page"' in words(browser(member).get(LOBBY))
    assert f'href="{LOBBY}"' in words(browser(member).get("/oefenen/"))
    assert "Leid een sessie" in words(browser(trainer).get("/oefenen/"))
    assert "Leid een sessie" not in words(browser(member).get("/oefenen/"))


# --- Observing ------------------------------------------------------------------------------------


@pytest.fixture
def played(trainer, team):
    """A session that is being played by three people of the trainer's group."""
    kijkkader_version()
    lead = browser(trainer)
    table = lead.post(reverse("roleplays:open_session", args=["rp1"])).url
    with within(team.municipality):
        code = LiveSession.objects.get().code.lower()
    for _ in range(3):
        browser(MembershipFactory(municipality=team.municipality, team=team).person).post(
            reverse("roleplays:join", args=[code])
        )
    for command in ("prepare", "play"):
        lead.post(f"{table}sturen/", {"command": command})
    return lead, table


def at(team, seat):
    with within(team.municipality):
        return LiveSession.objects.get().participants.select_related("person").get(seat=seat)


def test_who_leads_fills_in_the_form_about_who_plays(played, trainer, team):
    lead, table = played
    assert "Observatieformulier invullen" in words(lead.get(table))
    someone = at(team, "case_steward")
    answer = lead.post(f"{table}observeren/", {"participant": someone.pk})
    again = lead.post(f"{table}observeren/", {"participant": someone.pk})
    assert answer.url == again.url
    with within(team.municipality):
        observation = Observation.objects.get()
    assert answer.url == reverse("assessments:fill_in_observation", args=[observation.pk])
    assert (observation.candidate, observation.observer) == (someone.person, trainer)
    assert (observation.role, observation.activity) == ("case_steward", "RP1 De eerste avond")
    assert lead.get(answer.url).status_code == 200


def test_a_resident_is_not_observed(played, team):
    lead, table = played
    answer = lead.post(f"{table}observeren/", {"participant": at(team, "resident").pk}, follow=True)
    assert "Kies iemand met een rol waarvoor er een formulier is." in words(answer)


def test_who_only_plays_observes_nobody_with_a_form(played, team):
    _lead, table = played
    player = browser(at(team, "resident").person)
    assert "Observatieformulier" not in words(player.get(table))
    player.post(f"{table}observeren/", {"participant": at(team, "case_steward").pk})
    with within(team.municipality):
        assert not Observation.objects.exists()
