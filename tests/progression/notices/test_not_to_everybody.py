"""Nobody hears of who is away, and people and municipalities switch off what they want."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from core.choices import MailState
from people.models import Membership
from progression.choices import MailWish, Phase
from progression.models import (
    Departure,
    MailChoice,
    Notice,
    Pause,
    Reminder,
    ReminderRule,
    ReminderSettings,
)
from progression.rules.escalation import STEPS
from tests.factories.takeover import takeover
from tests.progression.notices.telling import MONDAY, look, noted, send_all

pytestmark = pytest.mark.django_db

# --- Not to everybody ------------------------------------------------------------------------------------------


def _pause(place, road):
    Pause.objects.create(
        municipality=place.municipality, person=place.coach, begins_on=MONDAY - timedelta(days=1)
    )


def _leave(place, road):
    Departure.objects.create(
        municipality=place.municipality, person=place.coach, left_on=MONDAY, recorded_by=place.lead
    )


def _close_account(place, road):
    place.coach.is_active = False
    place.coach.save()


def _end_role(place, road):
    Membership.objects.filter(person=place.coach).update(ends_on=MONDAY - timedelta(days=1))


@pytest.mark.parametrize("away", [_pause, _leave, _close_account, _end_role])
def test_about_who_is_away_or_left_nobody_hears_anything(place, road, away):
    away(place, road)
    look(place)
    assert noted() == set()


@pytest.mark.parametrize("away", [_pause, _leave, _close_account, _end_role])
def test_who_goes_away_before_a_mail_leaves_does_not_get_it(place, road, away):
    look(place)
    away(place, road)
    send_all()
    assert place.coach.email not in {to for each in mail.outbox for to in each.to}
    assert Reminder.objects.get(person=place.coach).state == MailState.CANCELLED


def test_who_wants_no_mail_gets_none_and_others_still_do(place, road):
    MailChoice.objects.create(municipality=place.municipality, person=place.coach, wish=MailWish.NONE)
    look(place)
    assert noted() == {("date_passed", road.trainer)}


@pytest.mark.parametrize("step", [step.code for step in STEPS if step.is_told_here])
def test_each_message_can_be_switched_off_by_a_municipality(place, road, step):
    takeover(place.municipality, phase=Phase.EXPANDING)
    ReminderRule.objects.create(municipality=place.municipality, step=step, is_on=False, days=0)
    for days in (-30, -14, -7, 0, 14, 30):
        look(place, MONDAY + timedelta(days=days))
    assert not Notice.objects.filter(step=step).exists()
    assert Notice.objects.exists()


def test_switched_off_as_a_whole_what_waits_is_withdrawn_too(place, road):
    look(place, MONDAY + timedelta(days=1))
    assert Notice.objects.filter(mail=None, withdrawn_at=None).exists()
    ReminderSettings.objects.update(is_on=False)
    look(place, MONDAY + timedelta(days=2))
    assert not Notice.objects.filter(mail=None, withdrawn_at=None).exists()


def test_another_number_of_days(place, road):
    ReminderRule.objects.create(municipality=place.municipality, step="what_is_missing", days=20)
    look(place, MONDAY - timedelta(days=21))
    assert noted() == set()
    look(place, MONDAY - timedelta(days=20))
    assert noted() == {("what_is_missing", place.coach)}


def test_another_number_of_days_later_on_sends_nothing_a_second_time(place, road):
    look(place, MONDAY - timedelta(days=30))
    ReminderRule.objects.create(municipality=place.municipality, step="what_is_missing", days=20)
    ReminderRule.objects.create(municipality=place.municipality, step="dates_proposed", is_on=False, days=14)
    for days in (21, 20, 13):
        look(place, MONDAY - timedelta(days=days))
    assert Notice.objects.filter(person=place.coach).count() == 1
