"""A Monday on which is looked, what was noted then, and the mails that leave."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from core.choices import MailState
from people.api import everywhere
from progression.models import (
    Notice,
    Reminder,
)
from progression.services import notices, reminders

MONDAY = date(2026, 11, 30)
WEEKS = timedelta(weeks=8)  # in which somebody at S1 goes to S2


def at_noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def look(place, day=MONDAY):
    return notices.look_after(place.municipality.pk, today=day, now=at_noon(day))


def noted(**conditions):
    return {(each.step, each.person) for each in Notice.objects.filter(**conditions).select_related("person")}


def send_all(day=MONDAY):
    with everywhere():
        ids = list(Reminder.objects.filter(state=MailState.PLANNED).values_list("pk", flat=True))
    return [reminders.send_reminder(pk, now=at_noon(day)) for pk in ids]
