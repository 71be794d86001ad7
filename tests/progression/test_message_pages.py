"""Messages over HTTP: who sees what went, who sets what goes, a trial to oneself, and one's own choice."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from people.models import Municipality
from progression import tasks
from progression.choices import MailWish, ReminderKind
from progression.models import MailChoice, Notice, Reminder, ReminderRule, ReminderSettings
from progression.rules.escalation import STEPS, To
from tests.factories.people import person_with

pytestmark = pytest.mark.django_db
SENT, SETTINGS, TRY, MINE = (
    reverse(f"progression:{name}")
    for name in ("sent_messages", "message_settings", "try_message", "my_messages")
)
USUAL = {
    "is_on": "on",
    "weekly_digest": "on",
    "digest_day": "0",
    "opens_at": "08:00",
    "closes_at": "18:00",
    **{f"on_{step.code}": "on" for step in STEPS},
    **{f"days_{step.code}": str(abs(step.days)) for step in STEPS if step.is_told_here},
}


def words(answer):
    return answer.content.decode()


def waiting(place, person, number=1):
    today = timezone.localdate()
    filled = {"who": "Ilse Kuiper", "task": "KT2", "stage": 2, "day": today.isoformat()}
    return Notice.objects.create(
        person=person,
        municipality=place.municipality,
        step="please_sign",
        to=To.SIGNER,
        about=f"trajectory:{number}:1",
        anchor=today,
        due_on=today,
        words=filled,
        planned_at=timezone.now(),
    )


@pytest.mark.parametrize("url", [SENT, SETTINGS])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("lead", 200),
        ("administrator", 200),
        ("trainer", 404),
        ("manager", 404),
        ("coach", 404),
        ("learner", 404),
    ],
)
def test_lead_and_administrator_look_after_messages(place, browser, url, who, status):
    assert browser(getattr(place, who)).get(url).status_code == status


def test_what_went_is_told_by_role_and_rule_without_any_name(place, browser):
    waiting(place, place.trainer)
    page = words(browser(place.lead).get(SENT))
    assert "wie tekent" in page
    assert "6 werkdagen nadat een handtekening is gevraagd" in page
    assert "Wacht op de weekmail" in page
    assert "Ilse Kuiper" not in page
    assert place.trainer.last_name not in page


def test_what_several_people_in_a_role_got_is_one_row(place, browser):
    waiting(place, place.trainer)
    waiting(place, place.manager)
    page = words(browser(place.lead).get(SENT))
    assert "wie tekent (2 mensen)" in page
    assert page.count("Er wordt gewacht op een handtekening") == 1


def test_the_list_takes_as_many_queries_for_many_as_for_one(place, browser):
    client = browser(place.lead)
    waiting(place, place.trainer)
    costs = []
    client.get(SENT)  # what is remembered of a person is read once
    for number in range(2, 22):
        with CaptureQueriesContext(connection) as found:
            client.get(SENT)
        costs.append(len(found))
        waiting(place, place.trainer, number)
    assert costs[0] == costs[-1]


def test_settings_are_kept_and_come_back(place, browser):
    sent = {**USUAL, "opens_at": "09:30", "days_stalled": "21", "at_once_stalled": "on"}
    del sent["on_coverage_risk"]
    client = browser(place.administrator)
    assert client.post(SETTINGS, sent).status_code == 302
    assert ReminderSettings.objects.get().opens_at == time(9, 30)
    stalled = ReminderRule.objects.get(step="stalled")
    assert (stalled.is_on, stalled.days, stalled.at_once) == (True, 21, True)
    assert not ReminderRule.objects.get(step="coverage_risk").is_on
    page = words(client.get(SETTINGS))
    assert 'value="21"' in page
    assert 'value="09:30"' in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"days_stalled": "veel"},
        {"days_stalled": "-1"},
        {"days_stalled": "366"},
        {"days_stalled": ""},
        {"opens_at": "18:00", "closes_at": "08:00"},
        {"opens_at": "vroeg"},
        {"digest_day": "6"},
    ],
    ids=str,
)
def test_settings_that_cannot_be_come_back_with_what_was_typed_and_change_nothing(place, browser, wrong):
    answer = browser(place.lead).post(SETTINGS, {**USUAL, "days_please_sign": "77", **wrong})
    assert answer.status_code == 422
    assert 'value="77"' in words(answer)
    assert not ReminderRule.objects.exists()
    assert not ReminderSettings.objects.exists()


@pytest.mark.parametrize("to", list(To))
def test_a_trial_goes_to_who_asks_only_marked_and_with_invented_people(
    place, browser, to, django_capture_on_commit_callbacks, monkeypatch
):
    waiting(place, place.trainer)
    monkeypatch.setattr(tasks.send_reminder, "delay", tasks.send_reminder)
    with django_capture_on_commit_callbacks(execute=True):
        assert browser(place.lead).post(TRY, {"to": to}).status_code == 302
    (sent,) = mail.outbox
    assert sent.to == [place.lead.email]
    assert sent.subject.startswith("Proef: ")
    for said in (sent.body, sent.alternatives[0].content):
        assert "Dit is een proef." in said
        assert "Ilse Kuiper" not in said
    assert Notice.objects.filter(mail=None).count() == 1


def test_a_trial_names_the_day_that_each_message_would_be_about_today(
    place, browser, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr(tasks.send_reminder, "delay", tasks.send_reminder)
    with django_capture_on_commit_callbacks(execute=True):
        browser(place.lead).post(TRY, {"to": To.CANDIDATE})
    (sent,) = mail.outbox
    days = [date_format(timezone.localdate() + timedelta(days=ahead), "j F Y") for ahead in (30, 14, 0)]
    in_thirty, in_fourteen, today = days
    assert f"is {in_thirty}." in sent.body
    assert f"is {in_fourteen}. Plan een sessie" in sent.body
    assert f"was {today}. Kies samen" in sent.body


def test_there_is_no_trial_of_what_is_switched_off(place, browser):
    ReminderRule.objects.create(municipality=place.municipality, step="please_sign", is_on=False, days=6)
    answer = browser(place.lead).post(TRY, {"to": To.SIGNER}, follow=True)
    assert not Reminder.objects.exists()
    assert "In deze rol staan alle berichten uit." in words(answer)


@pytest.mark.parametrize("sent", [{}, {"to": "burgemeester"}])
def test_a_trial_as_nobody_says_what_to_choose(place, browser, sent):
    answer = browser(place.lead).post(TRY, sent, follow=True)
    assert "Kies als wie." in words(answer)
    assert not Reminder.objects.filter(kind=ReminderKind.TRIAL).exists()


@pytest.mark.parametrize("who", ["trainer", "manager", "coach", "learner"])
def test_nobody_else_sends_a_trial(place, browser, who):
    assert browser(getattr(place, who)).post(TRY, {"to": To.LEAD}).status_code == 404
    assert not Reminder.objects.exists()


def test_everybody_reads_their_own_messages_and_not_those_of_others(place, browser):
    waiting(place, place.trainer)
    assert "Ilse Kuiper" in words(browser(place.trainer).get(MINE))
    assert "Ilse Kuiper" not in words(browser(place.coach).get(MINE))


def test_a_choice_is_kept_and_shown(place, browser):
    client = browser(place.coach)
    assert client.post(MINE, {"wish": "none"}).status_code == 302
    assert client.post(MINE, {"wish": "weekly"}).status_code == 302
    assert MailChoice.objects.get().wish == MailWish.WEEKLY
    assert 'value="weekly"' in words(client.get(MINE))


def test_a_choice_that_does_not_exist_comes_back(place, browser):
    answer = browser(place.coach).post(MINE, {"wish": "soms"})
    assert answer.status_code == 422
    assert "Kies er een." in words(answer)


def test_settings_of_one_municipality_are_not_those_of_another(place, browser):
    other = Municipality.objects.create(name="Elders", slug="elders")
    stranger = person_with("lead", municipality=other)
    assert browser(stranger).post(SETTINGS, USUAL).status_code == 302
    assert not ReminderSettings.objects.filter(municipality=place.municipality).exists()
