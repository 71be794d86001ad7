"""Planning and sending reminders."""

from __future__ import annotations

from dataclasses import dataclass
from smtplib import SMTPAuthenticationError, SMTPConnectError, SMTPHeloError
from socket import gaierror
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate
from wagtail.log_actions import log

from core.mail import send_mail_about
from people.api import everywhere
from progression.choices import ReminderKind, ReminderState
from progression.models import Reminder
from progression.selectors.notice_words import words_of_mail
from progression.selectors.notices import may_still_be_sent, unwanted_in
from progression.selectors.reminders import is_uncertain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from people.models import Municipality, User


# The mail server was not there or did not let us in, so the mail cannot have left: it goes by itself later.
NOBODY_TOOK_IT = (
    ConnectionRefusedError,
    gaierror,
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPHeloError,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A mail that should go out."""

    person: User
    municipality: Municipality
    kind: ReminderKind
    about: str
    due_on: date
    words: dict[str, str]


@transaction.atomic
def plan_reminders(plans: Iterable[Plan], *, now: datetime) -> None:
    """Plan mails, each once for its key; one that was withdrawn is planned again. A fixed number of queries."""
    rows = [
        Reminder(
            person=plan.person,
            municipality=plan.municipality,
            kind=plan.kind,
            about=plan.about,
            due_on=plan.due_on,
            words=plan.words,
            planned_at=now,
        )
        for plan in plans
    ]
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    wanted = {_key(row) for row in rows}
    withdrawn = Reminder.objects.filter(
        state=ReminderState.CANCELLED,
        about__in={row.about for row in rows},
        due_on__in={row.due_on for row in rows},
    )
    again = [row.pk for row in withdrawn if _key(row) in wanted]
    Reminder.objects.filter(pk__in=again).update(state=ReminderState.PLANNED, planned_at=now)


@transaction.atomic
def plan_as_wanted(plans: Iterable[tuple[str, Plan]], *, today: date, now: datetime) -> None:
    """Plan mails of steps of the table, but not what a municipality switched off or a person does not want."""
    pairs = list(plans)
    unwanted = unwanted_in({plan.municipality.pk for _, plan in pairs}, on=today)
    wanted = (
        plan
        for step, plan in pairs
        if not unwanted.covers(person_id=plan.person.pk, municipality_id=plan.municipality.pk, step=step)
    )
    plan_reminders(wanted, now=now)


@transaction.atomic
def cancel_reminders(*, person: User, municipality: Municipality, about: str) -> None:
    """Withdraw the mails about something that have not left."""
    Reminder.objects.filter(
        person=person, municipality=municipality, about=about, state=ReminderState.PLANNED
    ).update(state=ReminderState.CANCELLED)


def send_reminder(reminder_id: int, *, now: datetime) -> bool:
    """Send a planned mail at most once: claim the row first, so that a second worker or a redelivery finds nothing."""
    with everywhere():
        claimed = Reminder.objects.filter(pk=reminder_id, state=ReminderState.PLANNED).update(
            state=ReminderState.SENDING, claimed_at=now
        )
        if not claimed:
            return False
        reminder = Reminder.objects.select_related("person", "municipality").get(pk=reminder_id)
        if not may_still_be_sent(reminder, on=localdate(now)):
            Reminder.objects.filter(pk=reminder_id).update(state=ReminderState.CANCELLED)
            return False
        try:
            _hand_over(reminder)
        except NOBODY_TOOK_IT:
            Reminder.objects.filter(pk=reminder_id).update(state=ReminderState.PLANNED, claimed_at=None)
            raise
        Reminder.objects.filter(pk=reminder_id).update(state=ReminderState.SENT, sent_at=now)
        return True


def _hand_over(reminder: Reminder) -> None:
    tells = reminder.kind in {ReminderKind.NOTICES, ReminderKind.TRIAL}
    kind = ReminderKind.NOTICES if tells else reminder.kind
    more = words_of_mail(reminder) if tells else reminder.words
    send_mail_about(
        to=reminder.person.email,
        template=f"progression/mail/{kind}",
        words={"first_name": reminder.person.first_name, **more},
        with_html=tells,
    )


@transaction.atomic
def retry_reminder(reminder_id: int, *, user: User, now: datetime) -> bool:
    """Let a mail of which nobody knows whether it left be sent again, because a person says so; twice is once."""
    with everywhere():
        reminder = Reminder.objects.select_for_update().filter(pk=reminder_id).first()
        if reminder is None or not is_uncertain(reminder, now=now):
            return False
        reminder.state, reminder.claimed_at = ReminderState.PLANNED, None
        reminder.save(update_fields=["state", "claimed_at"])
        log(instance=reminder, action="progression.reminder.retry", user=user)
    return True


def _key(row: Reminder) -> tuple[object, ...]:
    return row.person_id, row.municipality_id, row.kind, row.about, row.due_on
