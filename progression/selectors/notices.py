"""Reads of messages: how a municipality wants them, who still may get one, and which went or wait."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from core.choices import MailState
from people.api import everywhere
from people.models import Membership, Municipality
from progression.choices import MailWish, ReminderKind
from progression.models import Departure, MailChoice, Pause, Reminder, ReminderRule, ReminderSettings
from progression.rules.clocks import is_working_day
from progression.rules.escalation import STEPS
from progression.rules.notices import AS_USUAL, Wish

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime


# What says nothing that somebody who is away has to know.
WAITS_FOR_A_RETURN = (ReminderKind.NOTICES, ReminderKind.DEADLINE_NEAR, ReminderKind.DEADLINE_PASSED,
                      ReminderKind.RENEWAL, ReminderKind.RENEWAL_IN_TEAM)  # fmt: skip


def settings_of(municipality: Municipality) -> ReminderSettings:
    """How a municipality wants its messages; as everybody begins when it never said so. One query."""
    found = ReminderSettings.objects.filter(municipality=municipality).first()
    return found or ReminderSettings(municipality=municipality)


def wishes_set_in(municipality: Municipality) -> dict[str, Wish]:
    """How a municipality set each step, apart from whether anything waits for a weekly mail. One query."""
    rows = ReminderRule.objects.filter(municipality=municipality)
    by_hand = {each.step: Wish(each.is_on, each.days, each.at_once) for each in rows}
    return {step.code: by_hand.get(step.code, AS_USUAL) for step in STEPS}


def wishes_of(wanted: ReminderSettings) -> dict[str, Wish]:
    """How a municipality wants each step; without a weekly mail everything goes at once. One query."""
    found = wishes_set_in(wanted.municipality)
    if wanted.weekly_digest:
        return found
    return {code: replace(wish, at_once=True) for code, wish in found.items()}


def unfinished_municipality_ids(*, today: date) -> list[int]:
    """Municipalities that use the platform and whose messages were not looked after today."""
    with everywhere():
        done = ReminderSettings.objects.filter(looked_on__gte=today).values("municipality")
        active = Municipality.objects.active().exclude(pk__in=done)
        return list(active.values_list("pk", flat=True))


def sendable_reminder_ids(*, moment: datetime) -> list[int]:
    """Mails that wait and may go out at a moment: on working days, in the hours of their municipality. One query."""
    if not is_working_day(moment.date()):
        return []
    usual = ReminderSettings()
    now = moment.time()
    with everywhere():
        own = ReminderSettings.objects.filter(municipality=OuterRef("municipality"))
        opened = Q(Exists(own.filter(opens_at__lte=now, closes_at__gt=now)))
        if usual.opens_at <= now < usual.closes_at:
            opened |= ~Q(Exists(own))
        planned = Reminder.objects.filter(opened, state=MailState.PLANNED).order_by("planned_at")
        return list(planned.values_list("pk", flat=True))


def may_still_be_sent(reminder: Reminder, *, on: date) -> bool:
    """Whether who would get a mail can sign in, and is not away or gone when it is about the work."""
    if not reminder.person.is_active:
        return False
    if reminder.kind not in WAITS_FOR_A_RETURN:
        return True
    theirs = Q(person=reminder.person_id, municipality=reminder.municipality_id)
    is_away = Pause.objects.filter(theirs, Q(ends_on=None) | Q(ends_on__gt=on), begins_on__lte=on).exists()
    has_left = Departure.objects.filter(theirs, left_on__lte=on).exists()
    return not is_away and not has_left and Membership.objects.filter(theirs).on(on).exists()


@dataclass(frozen=True, slots=True)
class Unwanted:
    """What municipalities switched off, and who wants or may get no mails, as they stand on a day."""

    steps: frozenset[tuple[int, str]]
    municipalities: frozenset[int]
    people: frozenset[tuple[int, int]]

    def covers(self, *, person_id: int, municipality_id: int, step: str) -> bool:
        """Whether somebody is not to be told about a step."""
        return (
            municipality_id in self.municipalities
            or (municipality_id, step) in self.steps
            or (person_id, municipality_id) in self.people
        )


def unwanted_in(municipality_ids: Collection[int], *, on: date) -> Unwanted:
    """What is not to be sent in some municipalities on a day. Four queries."""
    here = Q(municipality__in=municipality_ids)
    rules = ReminderRule.objects.filter(here, is_on=False)
    closed = ReminderSettings.objects.filter(here, is_on=False)
    paused = Pause.objects.filter(here, Q(ends_on=None) | Q(ends_on__gt=on), begins_on__lte=on)
    silent = MailChoice.objects.filter(here, wish=MailWish.NONE)
    return Unwanted(
        steps=frozenset(rules.values_list("municipality_id", "step")),
        municipalities=frozenset(closed.values_list("municipality_id", flat=True)),
        people=frozenset(paused.values_list("person_id", "municipality_id"))
        | frozenset(silent.values_list("person_id", "municipality_id")),
    )
