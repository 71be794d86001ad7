"""A mail as a row: planned with the change that asks for it, claimed before it leaves, sent at most once (ADR 0032)."""

from __future__ import annotations

from datetime import datetime, timedelta
from smtplib import SMTPAuthenticationError, SMTPConnectError, SMTPHeloError
from socket import gaierror
from typing import TYPE_CHECKING, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from core.choices import MailState

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

# The mail server was not there or did not let us in, so the mail cannot have left: it goes by itself later.
NOBODY_TOOK_IT = (
    ConnectionRefusedError,
    gaierror,
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPHeloError,
)
# Its worker was killed between handing a mail over and writing that down.
UNCERTAIN_AFTER = timedelta(minutes=15)


class MailOnce(models.Model):
    """How far a mail is. A model that inherits this says in a constraint what makes two mails the same."""

    state = models.CharField(_("state"), max_length=10, choices=MailState.choices, default=MailState.PLANNED)
    planned_at = models.DateTimeField(_("planned at"))
    claimed_at = models.DateTimeField(_("handed over at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    wagtail_reference_index_ignore = True  # mails refer to no pages and files

    class Meta:
        abstract = True


MailT = TypeVar("MailT", bound=MailOnce)


def uncertain(now: datetime) -> models.Q:
    """The mails of which nobody can say whether they left; a person decides."""
    return models.Q(state=MailState.SENDING, claimed_at__lt=now - UNCERTAIN_AFTER)


def send_once(
    rows: QuerySet[MailT],
    pk: int,
    *,
    is_needed: Callable[[MailT], bool],
    hand_over: Callable[[MailT], None],
    now: datetime,
) -> bool:
    """Whether a planned mail was sent now: a second worker, a redelivery and what is no longer needed send nothing."""
    row = rows.model._base_manager.filter(pk=pk)
    claimed = row.filter(state=MailState.PLANNED).update(state=MailState.SENDING, claimed_at=now)
    if not claimed:
        return False
    mail = rows.get(pk=pk)
    if not is_needed(mail):
        row.update(state=MailState.CANCELLED)
        return False
    try:
        hand_over(mail)
    except NOBODY_TOOK_IT:
        row.update(state=MailState.PLANNED, claimed_at=None)
        raise
    row.update(state=MailState.SENT, sent_at=now)
    return True


@transaction.atomic
def plan_again(rows: QuerySet[MailT], pk: int, *, now: datetime) -> MailT | None:
    """The mail of which nobody knows whether it left, planned again; None where there is no doubt. Twice is once."""
    mail = rows.filter(uncertain(now), pk=pk).select_for_update(of=("self",)).first()
    if mail is not None:
        mail.state, mail.claimed_at = MailState.PLANNED, None
        mail.save(update_fields=["state", "claimed_at"])
    return mail
