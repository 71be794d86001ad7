"""How municipalities and people want their messages, and a trial of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.log_actions import log

from core.access import require
from progression.choices import ReminderKind
from progression.models import MailChoice, Reminder, ReminderRule, ReminderSettings
from progression.permissions import can_plan_takeover
from progression.rules.escalation import STEPS
from progression.selectors.notices import settings_of, wishes_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from people.models import Municipality, User
    from progression.choices import MailWish
    from progression.rules.notices import Wish


@transaction.atomic
def keep_reminder_settings(
    *, person: User, municipality: Municipality, wanted: Mapping[str, Any], wishes: Mapping[str, Wish]
) -> ReminderSettings:
    """Write down how a municipality wants its messages; it holds from the next time they are looked after."""
    require(can_plan_takeover(person, municipality))
    kept, _ = ReminderSettings.objects.update_or_create(municipality=municipality, defaults=dict(wanted))
    usual = {step.code: step for step in STEPS}
    rows = [
        ReminderRule(
            municipality=municipality,
            step=code,
            is_on=wish.is_on,
            days=abs(usual[code].days) if wish.days is None else wish.days,
            at_once=usual[code].at_once if wish.at_once is None else wish.at_once,
        )
        for code, wish in wishes.items()
    ]
    ReminderRule.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["municipality", "step"],
        update_fields=["is_on", "days", "at_once"],
    )
    log(instance=kept, action="progression.messages", user=person)
    return kept


@transaction.atomic
def choose_mail(*, person: User, municipality: Municipality, wish: MailWish) -> None:
    """Write down how somebody wants the messages of a municipality."""
    MailChoice.objects.update_or_create(person=person, municipality=municipality, defaults={"wish": wish})


@transaction.atomic
def plan_trial(
    *, person: User, municipality: Municipality, to: str, today: date, now: datetime
) -> Reminder | None:
    """Plan a mail to who asks, with every message that somebody in a capacity can get; none when all are switched off."""
    require(can_plan_takeover(person, municipality))
    wanted = settings_of(municipality)
    wishes = wishes_of(wanted)
    steps = [step.code for step in STEPS if to in step.to and wishes[step.code].is_on and step.is_told_here]
    if not steps or not wanted.is_on:
        return None
    return Reminder.objects.create(
        person=person,
        municipality=municipality,
        kind=ReminderKind.TRIAL,
        about=f"trial:{to}:{now.isoformat()}",
        due_on=today,
        words={"to": to, "on": today.isoformat(), "steps": steps},
        planned_at=now,
    )
