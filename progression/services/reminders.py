"""Planning and sending reminders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate
from wagtail.log_actions import log

from core.choices import MailState
from core.mail import send_mail_about
from core.mail_once import plan_again, send_once
from people.api import everywhere
from progression.choices import ReminderKind
from progression.models import Reminder
from progression.selectors.notice_words import words_of_mail
from progression.selectors.notices import may_still_be_sent, unwanted_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from people.models import Municipality, User


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
        state=MailState.CANCELLED,
        about__in={row.about for row in rows},
        due_on__in={row.due_on for row in rows},
    )
    again = [row.pk for row in withdrawn if _key(row) in wanted]
    Reminder.objects.filter(pk__in=again).update(state=MailState.PLANNED, planned_at=now)


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
        person=person, municipality=municipality, about=about, state=MailState.PLANNED
    ).update(state=MailState.CANCELLED)


@transaction.atomic
def withdraw_reminders(*, municipality: Municipality, about: str) -> list[User]:
    """Withdraw the mails about something, by how that begins, that have not left; and give who got one. Two queries."""
    rows = Reminder.objects.filter(municipality=municipality, about__startswith=about)
    rows.filter(state=MailState.PLANNED).update(state=MailState.CANCELLED)
    left = rows.filter(state__in=[MailState.SENDING, MailState.SENT]).select_related("person")
    return list({each.person_id: each.person for each in left}.values())


def send_reminder(reminder_id: int, *, now: datetime) -> bool:
    """Whether a planned mail was sent now, at most once."""
    with everywhere():
        return send_once(
            Reminder.objects.select_related("person", "municipality"),
            reminder_id,
            is_needed=lambda reminder: may_still_be_sent(reminder, on=localdate(now)),
            hand_over=_hand_over,
            now=now,
        )


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
        reminder = plan_again(Reminder.objects.all(), reminder_id, now=now)
        if reminder is not None:
            log(instance=reminder, action="progression.reminder.retry", user=user)
    return reminder is not None


def _key(row: Reminder) -> tuple[object, ...]:
    return row.person_id, row.municipality_id, row.kind, row.about, row.due_on
