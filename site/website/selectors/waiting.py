"""What waits for somebody who works with what others do, in all their municipalities."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import ngettext

from assessments import api as assessments
from people.choices import Role
from progression import api as progression
from trainings import api as trainings

if TYPE_CHECKING:
    from datetime import datetime

    from people.models import Municipality, User
    from people.selectors import Standing

SIGNS = frozenset({Role.TRAINER, Role.MANAGER, Role.LEAD})
MARKS = frozenset({Role.TRAINER, Role.COACH})


class Waits(NamedTuple):
    """Some pieces of work of one kind, and where to do them."""

    text: str
    url: str
    icon: str


def waiting_for(
    person: User, standing: Standing, municipality: Municipality | None, *, now: datetime
) -> list[Waits]:
    """What somebody is asked for now: meetings to confirm here, signatures and answers to mark everywhere."""
    roles = {membership.role for membership in standing.memberships}
    found = [_meetings(person, standing, municipality, now)]
    if roles & SIGNS:
        found.append(_signatures(len(progression.open_signatures(person, today=localdate(now)))))
    if roles & MARKS:
        found.append(_answers(assessments.answers_to_mark(person, now=now)))
    return [each for each in found if each is not None]


def _meetings(
    person: User, standing: Standing, municipality: Municipality | None, now: datetime
) -> Waits | None:
    if municipality is None:
        return None
    number = trainings.to_confirm(person, standing, now=now).filter(municipality=municipality).count()
    text = ngettext("%(number)s meeting to confirm", "%(number)s meetings to confirm", number)
    return _waits(number, text, "trainings:meetings", "calendar-event")


def _signatures(number: int) -> Waits | None:
    text = ngettext("%(number)s signature to give", "%(number)s signatures to give", number)
    return _waits(number, text, "progression:signing", "clipboard-check")


def _answers(number: int) -> Waits | None:
    text = ngettext("%(number)s open answer to mark", "%(number)s open answers to mark", number)
    return _waits(number, text, "assessments:marking_queue", "pencil-check")


def _waits(number: int, text: str, address: str, icon: str) -> Waits | None:
    return Waits(text % {"number": number}, reverse(address), icon) if number else None
