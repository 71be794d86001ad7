"""A mail leaves at most once; when nobody knows whether it left, a person decides."""

from __future__ import annotations

import smtplib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from core.choices import MailState
from people.api import everywhere, within
from progression import api, tasks
from progression.choices import ReminderKind
from progression.models import Reminder
from progression.services import reminders as services
from tests.factories.people import MembershipFactory, UserFactory

NOON_ON_MONDAY = "2026-03-02 12:00:00+01:00"


@pytest.fixture
def plan(db):
    """A mail that should go out."""
    membership = MembershipFactory(person__first_name="Samira", person__email="samira@example.nl")
    with within(membership.municipality):
        yield api.Plan(
            person=membership.person,
            municipality=membership.municipality,
            kind=ReminderKind.ENROLLED,
            about="path:WKS",
            due_on=timezone.localdate(),
            words={"path_title": "WKS-coach worden"},
        )


@pytest.fixture
def reminder(plan):
    """That mail as a row."""
    api.plan_reminders([plan], now=timezone.now())
    return Reminder.objects.get()


def _state(reminder):
    with everywhere():
        return Reminder.objects.get(pk=reminder.pk).state


def _send(reminder):
    return services.send_reminder(reminder.pk, now=timezone.now())


def test_planning_twice_is_planning_once(plan):
    for _ in range(3):
        api.plan_reminders([plan, plan], now=timezone.now())
    assert Reminder.objects.count() == 1


def test_planning_takes_as_many_queries_for_many_as_for_one(plan, django_assert_num_queries):
    plans = [
        api.Plan(UserFactory(), plan.municipality, plan.kind, plan.about, plan.due_on, plan.words)
        for _ in range(30)
    ]
    with django_assert_num_queries(4):
        api.plan_reminders(plans[:1], now=timezone.now())
    with django_assert_num_queries(4):
        api.plan_reminders(plans, now=timezone.now())


TELLS = {ReminderKind.NOTICES, ReminderKind.TRIAL}


@pytest.mark.parametrize("kind", sorted(set(ReminderKind) - TELLS))
def test_every_kind_of_mail_is_dutch_and_says_what_to_do(plan, kind):
    words = {"path_title": "WKS-coach worden", "deadline": "16 maart 2026"}
    words |= {"ends_on": "9 maart 2028", "holder": "Ilse Kuiper", "news": "planned", "scenario": "De waslijn"}
    api.plan_reminders(
        [api.Plan(plan.person, plan.municipality, kind, "x", plan.due_on, words)], now=timezone.now()
    )
    assert _send(Reminder.objects.get())
    (sent,) = mail.outbox
    assert sent.to == ["samira@example.nl"]
    said = sent.subject + sent.body
    assert any(word in said for word in ("WKS-coach worden", "proeve", "certificaat", "De waslijn"))
    assert "Samira" in sent.body
    assert "http://testserver/" in sent.body
    assert "{" not in sent.subject + sent.body
    assert "\n" not in sent.subject
    assert "&quot;" not in sent.body
    assert "&#" not in sent.body


def test_a_mail_is_sent_once_however_often_it_is_asked(reminder):
    assert [_send(reminder) for _ in range(3)] == [True, False, False]
    assert len(mail.outbox) == 1
    assert _state(reminder) == MailState.SENT


def test_a_withdrawn_mail_does_not_leave(reminder, plan):
    api.cancel_reminders(person=plan.person, municipality=plan.municipality, about=plan.about)
    assert not _send(reminder)
    assert mail.outbox == []


def test_withdrawing_leaves_what_was_sent_as_it_is(reminder, plan):
    _send(reminder)
    api.cancel_reminders(person=plan.person, municipality=plan.municipality, about=plan.about)
    assert _state(reminder) == MailState.SENT


def _breaks(error):
    def send(*_args, **_named):
        raise error

    return send


@pytest.mark.parametrize(
    "error",
    [smtplib.SMTPServerDisconnected("weg"), TimeoutError("te lang"), smtplib.SMTPDataError(451, b"later")],
)
def test_a_mail_that_broke_off_halfway_is_not_sent_again_by_itself(reminder, monkeypatch, error):
    monkeypatch.setattr(services, "send_mail_about", _breaks(error))
    with pytest.raises(type(error)):
        _send(reminder)
    monkeypatch.undo()

    assert _state(reminder) == MailState.SENDING
    assert not _send(reminder)
    assert mail.outbox == []
    assert api.uncertain_reminder_ids(now=timezone.now() + timedelta(minutes=16)) == [reminder.pk]
    assert api.uncertain_reminder_ids(now=timezone.now() + timedelta(minutes=14)) == []


@pytest.mark.parametrize("error", [ConnectionRefusedError("dicht"), smtplib.SMTPConnectError(421, b"vol")])
def test_a_mail_server_that_does_not_answer_costs_a_delay_only(reminder, monkeypatch, error):
    """Nothing can have left, so nobody has to decide anything."""
    monkeypatch.setattr(services, "send_mail_about", _breaks(error))
    with pytest.raises(type(error)):
        _send(reminder)
    monkeypatch.undo()

    assert _state(reminder) == MailState.PLANNED
    assert _send(reminder)
    assert len(mail.outbox) == 1


def test_a_person_lets_an_uncertain_mail_be_sent_and_it_leaves_once(reminder):
    with everywhere():
        Reminder.objects.update(state=MailState.SENDING, claimed_at=timezone.now() - timedelta(hours=1))
    staff = UserFactory(is_staff=True)
    assert api.retry_reminder(reminder.pk, user=staff, now=timezone.now())
    assert not api.retry_reminder(reminder.pk, user=staff, now=timezone.now())
    assert [_send(reminder), _send(reminder)] == [True, False]
    assert len(mail.outbox) == 1


def test_a_mail_that_is_being_sent_now_cannot_be_sent_again(reminder):
    with everywhere():
        Reminder.objects.update(state=MailState.SENDING, claimed_at=timezone.now())
    assert not api.retry_reminder(reminder.pk, user=UserFactory(is_staff=True), now=timezone.now())


def test_counts_are_those_of_all_municipalities(reminder):
    with everywhere():
        assert api.reminder_counts() == {"planned": 1, "sending": 0, "sent": 0, "cancelled": 0}


@pytest.mark.parametrize(
    ("moment", "handed_over"), [(NOON_ON_MONDAY, True), ("2026-03-01 12:00:00+01:00", False)]
)
def test_mails_wait_for_office_hours(reminder, time_machine, monkeypatch, moment, handed_over):
    found = []
    monkeypatch.setattr(tasks.send_reminder, "delay", found.append)
    time_machine.move_to(moment)
    tasks.send_planned_reminders()
    assert found == ([reminder.pk] if handed_over else [])


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_send_one_mail(reminder):
    start = Barrier(4)

    def worker(_number):
        try:
            start.wait(timeout=10)
            return _send(reminder)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(worker, range(4)))
    assert sorted(answers) == [False, False, False, True]
    assert len(mail.outbox) == 1
