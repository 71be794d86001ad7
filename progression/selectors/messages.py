"""Which messages went and which wait: for who leads the implementation without names, and for oneself."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Case, F, IntegerField, Value, When
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.choices import MailState
from progression.choices import CoreTask, MailWish
from progression.models import MailChoice, Notice
from progression.rules.escalation import STEP_OF
from progression.selectors.notice_words import ADDRESSEES, TITLES, told, when_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from people.models import Municipality, User
    from progression.rules.notices import Wish
    from progression.selectors.notice_words import Told


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One message without the name of who gets it or of whom it is about."""

    notice: Notice
    title: str
    to: str
    why: str
    task: str
    state: str
    is_waiting: bool


def notices_in(municipality: Municipality) -> QuerySet[Notice]:
    """The messages of a municipality: what waits first, then what went, the latest first."""
    rows = Notice.objects.filter(municipality=municipality).select_related("mail")
    waits = Case(
        When(mail=None, withdrawn_at=None, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return rows.order_by(waits, F("due_on").desc(), "step", "about", "to", "pk")


def rows_of(notices: Iterable[Notice], wishes: Mapping[str, Wish]) -> list[NoticeRow]:
    """Messages as a lead reads them: what several people in a role got is one row. No queries."""
    return [
        NoticeRow(
            notice=each,
            title=str(TITLES[each.step]),
            to=_to(each, len(same)),
            why=when_text(STEP_OF[each.step], wishes[each.step]),
            task=_task(each),
            state=state_text(each),
            is_waiting=each.mail is None and each.withdrawn_at is None,
        )
        for _key, found in groupby(notices, key=_sameness)
        for same in [list(found)]
        for each in same[:1]
    ]


def _sameness(notice: Notice) -> tuple[object, ...]:
    return notice.step, notice.to, notice.about, notice.anchor, state_text(notice)


def _to(notice: Notice, number: int) -> str:
    role = str(ADDRESSEES[notice.to])
    if number == 1:
        return role
    return _("%(role)s (%(number)s people)") % {"role": role, "number": number}


def notices_to(person: User, municipality: Municipality) -> list[tuple[Notice, Told, str]]:
    """Somebody's own messages that went or wait, the latest first, in words. One query."""
    rows = Notice.objects.filter(person=person, municipality=municipality, withdrawn_at=None)
    latest = rows.select_related("mail").order_by("-due_on", "-pk")[:50]
    return [(each, told(each.step, each.to, each.words), state_text(each)) for each in latest]


def mail_choice_of(person: User, municipality: Municipality) -> MailWish:
    """How somebody wants their messages. One query."""
    found = MailChoice.objects.filter(person=person, municipality=municipality).first()
    return MailWish(found.wish) if found else MailWish.USUAL


def state_text(notice: Notice) -> str:
    """How far a message is, in words."""
    if notice.withdrawn_at is not None:
        return _("Withdrawn: it is no longer so")
    if notice.mail is None:
        return _("Waits for the weekly mail")
    if notice.mail.state == MailState.SENT and notice.mail.sent_at:
        return _("Sent on %(day)s") % {"day": date_format(localtime(notice.mail.sent_at), "j F Y")}
    if notice.mail.state == MailState.CANCELLED:
        return _("Not sent: who would get it is away or gone")
    if notice.mail.state == MailState.SENDING:
        return str(MailState.SENDING.label)
    return _("Goes out in the hours that mails go")


def _task(notice: Notice) -> str:
    task = notice.words.get("task")
    return f"{task} {CoreTask(task).label}" if task else ""
