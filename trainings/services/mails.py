"""Mails that put meetings into calendars. A row is planned with the change itself, and sent at most once."""

from __future__ import annotations

from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.choices import MailState
from core.mail import CalendarPart, send_mail_about
from core.mail_once import plan_again, send_once
from people.api import everywhere
from trainings.choices import CalendarMethod, MeetingState, SignUpState
from trainings.models import CalendarMail, SignUp
from trainings.rules.calendar import Address, message
from trainings.selectors.calendar import entry_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from people.models import User
    from trainings.models import Meeting


def plan_mails(
    meeting: Meeting, people: Iterable[tuple[int, int]], *, method: CalendarMethod, now: datetime
) -> None:
    """Plan a mail for some people (each with the turn of their sign-up), once. What has been needs none. One query."""
    if meeting.ends_at <= now:
        return
    CalendarMail.objects.bulk_create(
        (
            CalendarMail(
                meeting=meeting,
                municipality_id=meeting.municipality_id,
                person_id=person,
                method=method,
                sequence=meeting.sequence,
                turn=turn,
                planned_at=now,
            )
            for person, turn in people
        ),
        ignore_conflicts=True,
    )


def everybody_of(meeting: Meeting, *states: SignUpState) -> list[tuple[int, int]]:
    """Who does something at a meeting, and who is signed up in one of some states, each with their turn."""
    coming = SignUp.objects.filter(meeting=meeting, state__in=states)
    doing = meeting.roles.values_list("person_id", flat=True)
    return [*with_turns(meeting, doing), *coming.values_list("person_id", "turn")]


def with_turns(meeting: Meeting, people: Iterable[int]) -> list[tuple[int, int]]:
    """Who does something at a meeting, each with how often they stopped doing so: coming back is another mail."""
    taken_out = CalendarMail.objects.filter(meeting=meeting, method=CalendarMethod.CANCEL)
    turns = dict(taken_out.order_by().values_list("person_id").annotate(Count("pk")))
    return [(person, turns.get(person, 0)) for person in people]


def send_calendar_mail(mail_id: int, *, now: datetime) -> bool:
    """Whether a planned mail was sent now, at most once."""
    with everywhere():
        return send_once(
            CalendarMail.objects.select_related("meeting", "person"),
            mail_id,
            is_needed=lambda mail: not _is_overtaken(mail, now),
            hand_over=lambda mail: _hand_over(mail, now),
            now=now,
        )


@transaction.atomic
def retry_mail(mail_id: int, *, user: User, now: datetime) -> bool:
    """Let a mail of which nobody knows whether it left be sent again, because a person says so; twice is once."""
    with everywhere():
        mail = plan_again(CalendarMail.objects.all(), mail_id, now=now)
        if mail is not None:
            log(instance=mail, action="trainings.mail.retry", user=user)
    return mail is not None


def _is_overtaken(mail: CalendarMail, now: datetime) -> bool:
    """Whether the meeting has been, the person has left, or a later mail tells them more."""
    later = CalendarMail.objects.filter(meeting=mail.meeting, person=mail.person, pk__gt=mail.pk)
    return mail.meeting.ends_at <= now or not mail.person.is_active or later.exists()


def _news_in(mail: CalendarMail) -> str:
    """What a mail tells: that somebody comes, that the meeting changed or was cancelled, or that they do not come."""
    if mail.method == CalendarMethod.CANCEL:
        return "cancelled" if mail.meeting.state == MeetingState.CANCELLED else "out"
    earlier = CalendarMail.objects.filter(
        meeting=mail.meeting, person=mail.person, turn=mail.turn, method=mail.method, state=MailState.SENT
    )
    return "changed" if earlier.exists() else "request"


def _when(meeting: Meeting) -> str:
    begins, ends = timezone.localtime(meeting.begins_at), timezone.localtime(meeting.ends_at)
    return _("%(day)s, %(begins)s to %(ends)s") % {
        "day": date_format(begins, "l j F Y"),
        "begins": date_format(begins, "H.i"),
        "ends": date_format(ends, "H.i"),
    }


def _hand_over(mail: CalendarMail, now: datetime) -> None:
    meeting, person = mail.meeting, mail.person
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    method = CalendarMethod(mail.method)
    with translation.override(settings.LANGUAGE_CODE):
        entry = entry_of(meeting)
        when = _when(meeting)
    calendar = message(
        entry,
        method=method,
        organizer=Address(name or "WKS Leerplein", address),
        attendee=Address(str(person), person.email),
        stamp=now,
    )
    send_mail_about(
        to=person.email,
        template=f"trainings/mail/{_news_in(mail)}",
        words={"first_name": person.first_name, "title": meeting.title, "when": when, "where": entry.place}
        | {"url": entry.url},
        calendar=CalendarPart(calendar, method),
    )
