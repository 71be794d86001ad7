"""Mails about proeves and certificates: planned with the change itself, or a while before an end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localdate

from certification.choices import CertificateKind
from certification.models import Certificate
from certification.rules.validity import OPENS_DAYS_BEFORE, REMINDED_DAYS_BEFORE, reminder_due
from certification.selectors.holders import managers_of, still_there
from progression.api import Plan, plan_as_wanted, plan_reminders
from progression.choices import ReminderKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from certification.models import ProficiencyAssessment
    from people.models import User

# Under which name a municipality switches a mail off, by how many days it comes before an end.
STEPS = dict(zip(REMINDED_DAYS_BEFORE, ("renew_soon", "renew_now"), strict=True))


def tell_about(proeve: ProficiencyAssessment, people: Iterable[User], *, now: datetime) -> None:
    """Let people know that something happened with a proeve, without what; at most one mail a day and state."""
    plan_reminders(
        (
            Plan(
                person=person,
                municipality=proeve.municipality,
                kind=ReminderKind.PROEVE,
                about=f"proeve:{proeve.public_id}:{proeve.state}",
                due_on=localdate(now),
                words={},
            )
            for person in people
        ),
        now=now,
    )


@transaction.atomic
def plan_renewal_reminders(*, today: date, now: datetime) -> None:
    """Plan the mails about certificates that end within ninety days. A fixed number of queries."""
    rows = list(_ending(today))
    bosses = managers_of(rows, on=today)
    plans = [plan for each in rows for plan in _plans(each, bosses.get(each.pk, ()), today)]
    plan_as_wanted(plans, today=today, now=now)


def _ending(today: date) -> Iterable[Certificate]:
    """Certificates that somebody may still keep alive: not revoked, not renewed, and the holder is still there."""
    last = today + timedelta(days=OPENS_DAYS_BEFORE)
    rows = Certificate.objects.filter(
        Q(revocation__isnull=True, renewed_by__isnull=True),
        kind=CertificateKind.PROFICIENCY,
        valid_until__range=(today, last),
    )
    return rows.filter(still_there(on=today)).select_related("holder", "municipality").order_by("pk")


def _plans(certificate: Certificate, bosses: Iterable[User], today: date) -> Iterator[tuple[str, Plan]]:
    ends_on = certificate.valid_until
    due_on = reminder_due(ends_on, today=today) if ends_on else None
    if ends_on is None or due_on is None:
        return
    words = {"ends_on": date_format(ends_on, "j F Y"), "holder": certificate.holder_name}
    about = f"certificate:{certificate.public_id}"
    place, step = certificate.municipality, STEPS[(ends_on - due_on).days]
    yield step, Plan(certificate.holder, place, ReminderKind.RENEWAL, about, due_on, words)
    for boss in bosses:
        yield step, Plan(boss, place, ReminderKind.RENEWAL_IN_TEAM, about, due_on, words)
