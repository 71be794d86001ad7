"""A meeting from its planning to what it counts for, over HTTP, with the workers in between."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from people.api import within
from records.models import Record
from tests.factories.people import MembershipFactory, TeamFactory
from trainings.choices import Question
from trainings.models import Meeting
from trainings.selectors.calendar import planned_mail_ids
from trainings.services.mails import send_calendar_mail

pytestmark = pytest.mark.django_db


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def let_the_workers_work():
    """Everything that waits for a worker is done, as it is after a commit."""
    for mail_id in planned_mail_ids():
        send_calendar_mail(mail_id, now=timezone.now())


def words(answer):
    return answer.content.decode()


def test_a_meeting_is_planned_joined_held_confirmed_and_looked_back_on():
    team = TeamFactory()
    where = {"municipality": team.municipality, "team": team}
    coach, first, second = (
        MembershipFactory(**where, **role).person
        for role in ({"coach": True}, {"learner": True}, {"learner": True})
    )
    trainer = MembershipFactory(municipality=team.municipality, trainer=True).person
    day = timezone.localdate() + timedelta(days=9)
    sent = {
        "kind": "peer_consultation",
        "title": "Intervisie Oost",
        "date": day.isoformat(),
        "begins": "09:00",
        "ends": "10:30",
        "place": "Wijkcentrum",
        "team": team.pk,
        "capacity": "1",
        "core_task": "KT5",
        "method": "incident",
        f"part_{coach.pk}": "leads",
        f"part_{trainer.pk}": "observes",
    }
    address = client_of(coach).post("/bijeenkomsten/nieuw/", sent).url

    assert "Je hebt een plaats" in words(client_of(first).post(f"{address}aanmelden/", follow=True))
    assert "op de wachtlijst" in words(client_of(second).post(f"{address}aanmelden/", follow=True))
    client_of(first).post(f"{address}afmelden/")
    let_the_workers_work()
    told = {(each.to[0], "METHOD:CANCEL" in each.alternatives[0].content) for each in mail.outbox}
    assert told == {(coach.email, False), (trainer.email, False), (first.email, True), (second.email, False)}

    with time_machine.travel(timezone.now() + timedelta(days=10)):
        there = {f"presence_{second.pk}": "partly", f"minutes_{second.pk}": "60"}
        client_of(coach).post(f"{address}aanwezigheid/", there)
        page = words(client_of(trainer).post(f"{address}bevestigen/", {"hours": "1,5"}, follow=True))
        assert "Nu telt hij mee" in page
        answers = dict.fromkeys((question.value for question in Question), "4")
        assert "zonder je naam" in words(client_of(second).post(f"{address}terugblik/", answers, follow=True))

    with within(team.municipality):
        facts = {(row.person, row.verb, row.result["hours"]) for row in Record.objects.all()}
        assert facts == {(second, "attended", "1.00"), (coach, "led", "1.50")}
        assert Meeting.objects.get().confirmation.mode == "lead_supervised"
