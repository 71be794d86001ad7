"""What can wait goes once a week, within the hours of a municipality, and nothing goes twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.choices import MailState
from people.api import within
from progression import tasks
from progression.choices import MailWish, Phase, Stage
from progression.models import (
    MailChoice,
    Notice,
    Reminder,
    ReminderSettings,
    Trajectory,
)
from progression.selectors.notices import sendable_reminder_ids, unfinished_municipality_ids
from progression.services import notices
from tests.factories.takeover import coach_at, put_at, takeover
from tests.progression.notices.telling import MONDAY, WEEKS, look, send_all

pytestmark = pytest.mark.django_db

# --- When, and in how many mails ---------------------------------------------------------------------------------


def test_what_can_wait_goes_in_one_mail_a_week(place, road):
    second = put_at(place.coach, Stage.OBSERVING, "KT4", place.municipality)
    Trajectory.objects.filter(pk=second.pk).update(since=MONDAY - WEEKS + timedelta(days=2))
    for days in range(1, 7):
        look(place, MONDAY + timedelta(days=days))
        assert not Reminder.objects.exists()
    look(place, MONDAY + timedelta(days=7))
    assert Reminder.objects.get(person=place.coach).notices.count() == 2
    send_all(MONDAY + timedelta(days=7))
    theirs = [each for each in mail.outbox if each.to == [place.coach.email]]
    assert len(theirs) == 1
    assert theirs[0].subject == "2 berichten over de overdracht"


def test_a_weekly_mail_that_was_missed_is_made_later(place, road):
    look(place, MONDAY - timedelta(days=3))
    look(place, MONDAY + timedelta(days=1))
    assert Reminder.objects.filter(person=place.coach, due_on=MONDAY + timedelta(days=1)).exists()


def test_what_cannot_wait_goes_on_its_own_day(place):
    takeover(place.municipality, phase=Phase.EXPANDING)
    coach_at(Stage.INDEPENDENT, "KT1", place.municipality)
    look(place, MONDAY + timedelta(days=1))
    went = set(Notice.objects.exclude(mail=None).values_list("step", flat=True))
    assert went == {"coverage_lost"}
    assert set(Notice.objects.filter(mail=None).values_list("step", flat=True)) == {"coverage_risk"}


@pytest.mark.parametrize(
    ("wish", "is_there"), [(MailWish.AT_ONCE, True), (MailWish.WEEKLY, False), (MailWish.USUAL, False)]
)
def test_a_person_chooses_at_once_or_weekly(place, road, wish, is_there):
    MailChoice.objects.create(municipality=place.municipality, person=place.coach, wish=wish)
    look(place, MONDAY + timedelta(days=1))
    assert Reminder.objects.filter(person=place.coach).exists() is is_there


def test_weekly_means_weekly_also_for_what_others_get_at_once(place):
    takeover(place.municipality, phase=Phase.EXPANDING)
    MailChoice.objects.create(municipality=place.municipality, person=place.lead, wish=MailWish.WEEKLY)
    look(place, MONDAY + timedelta(days=1))
    assert not Reminder.objects.filter(person=place.lead).exists()
    assert Reminder.objects.filter(person=place.trainer).exists()


def test_a_municipality_without_weekly_mail_tells_everything_at_once(place, road):
    ReminderSettings.objects.create(municipality=place.municipality, weekly_digest=False)
    look(place, MONDAY + timedelta(days=1))
    assert not Notice.objects.filter(mail=None).exists()


@pytest.mark.parametrize(
    ("moment", "usual", "own"),
    [
        pytest.param(datetime(2026, 11, 30, 7, 59), False, False, id="Monday before eight"),  # noqa: DTZ001
        pytest.param(datetime(2026, 11, 30, 8, 0), True, False, id="Monday at eight"),  # noqa: DTZ001
        pytest.param(datetime(2026, 11, 30, 12, 0), True, True, id="Monday at noon"),  # noqa: DTZ001
        pytest.param(datetime(2026, 11, 30, 14, 0), True, False, id="Monday at two"),  # noqa: DTZ001
        pytest.param(datetime(2026, 11, 30, 18, 0), False, False, id="Monday at six"),  # noqa: DTZ001
        pytest.param(datetime(2026, 11, 28, 12, 0), False, False, id="Saturday"),  # noqa: DTZ001
        pytest.param(datetime(2026, 12, 25, 12, 0), False, False, id="Christmas"),  # noqa: DTZ001
    ],
)
def test_mails_wait_for_the_hours_of_their_municipality_and_are_not_lost(place, road, moment, usual, own):
    look(place)
    both = set(Reminder.objects.values_list("pk", flat=True))
    aware = timezone.make_aware(moment)
    ReminderSettings.objects.all().delete()
    assert set(sendable_reminder_ids(moment=aware)) == (both if usual else set())
    ReminderSettings.objects.create(municipality=place.municipality, opens_at=time(10), closes_at=time(14))
    assert set(sendable_reminder_ids(moment=aware)) == (both if own else set())
    assert Reminder.objects.filter(state=MailState.PLANNED).count() == len(both)


# --- Once ---------------------------------------------------------------------------------------------------------


def test_looking_twice_on_a_day_is_looking_once(place, road):
    assert [look(place) for _ in range(3)] == [True, False, False]
    assert Notice.objects.count() == 2
    assert Reminder.objects.count() == 2


def test_the_database_keeps_a_second_message_out(place, road):
    look(place)
    known = Notice.objects.first()
    known.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        known.save(force_insert=True)


def test_a_worker_that_is_killed_has_done_nothing_and_the_next_does_all(place, road, monkeypatch):
    real = notices._put_in_mails

    def killed(*args, **named):
        real(*args, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(notices, "_put_in_mails", killed)
    with pytest.raises(KeyboardInterrupt):
        look(place)
    assert not Notice.objects.exists()
    assert not Reminder.objects.exists()
    monkeypatch.undo()
    assert look(place)
    assert Reminder.objects.count() == 2
    assert sorted(send_all()) == [True, True]
    assert send_all() == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(-35, 45), st.booleans()), max_size=7))
def test_over_any_days_with_or_without_sending_each_message_is_in_one_mail(place, road, days):
    with transaction.atomic():
        mail.outbox.clear()
        for number, is_sent in days:
            day = MONDAY + timedelta(days=number)
            look(place, day)
            if is_sent:
                send_all(day)
        keys = [(n.person_id, n.step, n.about, n.anchor) for n in Notice.objects.exclude(mail=None)]
        assert len(set(keys)) == len(keys)
        assert len(mail.outbox) == Reminder.objects.filter(state=MailState.SENT).count()
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_send_one_mail(place):
    takeover(place.municipality, phase=Phase.EXPANDING)
    start = Barrier(2)

    def worker(_number):
        try:
            with within(place.municipality):
                start.wait(timeout=10)
                done = look(place)
            send_all()
            return done
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(worker, range(2)))
    send_all()
    assert sorted(answers) == [False, True]
    assert sorted(to for each in mail.outbox for to in each.to) == sorted(
        each.email for each in (place.lead, place.trainer)
    )


def test_the_sweep_hands_over_every_municipality_once_a_day(place, monkeypatch):
    handed = []
    monkeypatch.setattr(tasks.look_after, "delay", handed.append)
    tasks.look_after_all()
    tasks.look_after(place.municipality.pk)
    tasks.look_after_all()
    assert handed == [place.municipality.pk]
    assert unfinished_municipality_ids(today=timezone.localdate() + timedelta(days=1)) == handed


def test_looking_costs_as_many_queries_for_many_as_for_one(place, road):
    def cost(day):
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert look(place, day)
        return len(found)

    takeover(place.municipality, phase=Phase.EXPANDING)
    look(place, MONDAY - timedelta(days=60))
    one = cost(MONDAY + timedelta(days=14))
    for _ in range(8):
        coach_at(Stage.OBSERVING, "KT3", place.municipality, team=place.team)
    Trajectory.objects.filter(core_task="KT3").update(since=MONDAY - WEEKS)
    assert cost(MONDAY + timedelta(days=21)) <= one + 1
