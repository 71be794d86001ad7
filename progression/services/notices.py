"""Looking after the messages of a municipality: what is due is noted once, what is no longer so is withdrawn, what may go is put in a mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from people.models import Municipality
from progression.choices import MailWish, ReminderKind
from progression.models import Concern, Notice, Reminder, ReminderSettings
from progression.rules.notices import due_messages, is_digest_due
from progression.selectors.matters import Plate
from progression.selectors.notices import wishes_of
from progression.services.ahead import forget_sessions

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from progression.rules.notices import Message
    from progression.selectors.matters import Sign

Key = tuple[int, str, str, "date"]


@transaction.atomic
def look_after(municipality_id: int, *, today: date, now: datetime) -> bool:
    """Bring the messages of a municipality up to a day, once a day, and say whether that was still to be done.

    Everything is saved together: a worker that is killed has done nothing, and whoever comes next does all of it.
    """
    wanted = _locked(municipality_id)
    if wanted.looked_on is not None and wanted.looked_on >= today:
        return False
    forget_sessions(municipality_id, before=now)
    plate = Plate(Municipality.objects.get(pk=municipality_id), today)
    messages = _due(plate, wanted)
    _note(municipality_id, messages, now=now)
    weekly = is_digest_due(today, weekday=wanted.digest_day, last=wanted.digest_on)
    _put_in_mails(plate, messages, with_weekly=weekly, now=now)
    wanted.looked_on = today
    wanted.digest_on = today if weekly or wanted.digest_on is None else wanted.digest_on
    wanted.save(update_fields=["looked_on", "digest_on"])
    return True


def _locked(municipality_id: int) -> ReminderSettings:
    ReminderSettings.objects.get_or_create(municipality_id=municipality_id)
    return ReminderSettings.objects.select_for_update().get(municipality=municipality_id)


def _due(plate: Plate, wanted: ReminderSettings) -> dict[Key, Message]:
    """What is due, each message at once or weekly as person, municipality and table want it, in that order."""
    since = keep_concerns(plate, today=plate.today)
    if not wanted.is_on:
        return {}
    found = due_messages(
        plate.matters(since), today=plate.today, wishes=wishes_of(wanted), hears=plate.around.hears
    )
    return {each.key: each for each in found}


def keep_concerns(plate: Plate, *, today: date) -> Mapping[Sign, date]:
    """Since when everything that is so is so: begin what is new, end what is over. At most four queries."""
    signs = plate.signs()
    rows = Concern.objects.filter(municipality=plate.municipality, ended_on=None)
    known = {(each.clock, each.about): each for each in rows}
    over = [each.pk for sign, each in known.items() if sign not in signs]
    if over:
        Concern.objects.filter(pk__in=over).update(ended_on=today)
    new = [
        Concern(municipality=plate.municipality, clock=clock, about=about, since=today)
        for clock, about in sorted(signs - set(known))
    ]
    Concern.objects.bulk_create(new)
    kept = {sign: each.since for sign, each in known.items() if sign in signs}
    return kept | {(each.clock, each.about): each.since for each in new}


def _note(municipality_id: int, messages: Mapping[Key, Message], *, now: datetime) -> None:
    """Note each message once for its key; withdraw what waits and is no longer due, and take back what is due again."""
    rows = [
        Notice(
            person_id=each.person,
            municipality_id=municipality_id,
            step=each.step.code,
            to=each.to,
            about=each.matter.about,
            anchor=each.matter.anchor,
            due_on=each.due_on,
            words=each.matter.words_for(each.step),
            planned_at=now,
        )
        for each in messages.values()
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    unsent = list(Notice.objects.filter(municipality=municipality_id, mail=None))
    gone = [each.pk for each in unsent if each.withdrawn_at is None and key_of(each) not in messages]
    back = [each.pk for each in unsent if each.withdrawn_at is not None and key_of(each) in messages]
    Notice.objects.filter(pk__in=gone).update(withdrawn_at=now)
    Notice.objects.filter(pk__in=back).update(withdrawn_at=None)


def _put_in_mails(plate: Plate, messages: Mapping[Key, Message], *, with_weekly: bool, now: datetime) -> None:
    """One mail a day for whoever has something that goes at once, and on the day of the weekly mail all that waits."""
    waiting = Notice.objects.filter(municipality=plate.municipality, mail=None, withdrawn_at=None)
    going = [
        each for each in waiting if with_weekly or _goes_at_once(messages[key_of(each)], plate.around.choices)
    ]
    mails = _mails_for(plate, {each.person_id for each in going}, now=now)
    for each in going:
        message = messages[key_of(each)]
        each.mail, each.words = mails[each.person_id], message.matter.words_for(message.step)
    Notice.objects.bulk_update(going, ["mail", "words"])


def _mails_for(plate: Plate, people: Collection[int], *, now: datetime) -> dict[int, Reminder]:
    rows = (
        Reminder(
            person_id=person,
            municipality=plate.municipality,
            kind=ReminderKind.NOTICES,
            about="notices",
            due_on=plate.today,
            planned_at=now,
        )
        for person in sorted(people)
    )
    return {each.person_id: each for each in Reminder.objects.bulk_create(rows)}


def _goes_at_once(message: Message, choices: Mapping[int, str]) -> bool:
    wish = choices.get(message.person)
    if wish in {MailWish.AT_ONCE, MailWish.WEEKLY}:
        return wish == MailWish.AT_ONCE
    return message.at_once


def key_of(notice: Notice) -> Key:
    """What makes it the same message."""
    return notice.person_id, notice.step, notice.about, notice.anchor
