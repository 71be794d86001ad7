"""Saying no in a sentence, about a field where there is one, so that a form can show it and nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.models import User
from trainings.selectors.overlap import busy_at

if TYPE_CHECKING:
    from collections.abc import Collection

    from django_stubs_ext import StrOrPromise

    from core.access import Verdict
    from trainings.choices import Problem
    from trainings.models import Meeting
    from trainings.rules.hours import Stretch


class NotPossible(Exception):  # noqa: N818 - it says what happened
    """Something cannot be; `field` is the field of the form that has to change, if there is one."""

    def __init__(self, sentence: StrOrPromise, *, field: str = "") -> None:
        super().__init__(str(sentence))
        self.field = field


def refuse(problem: Problem | None, *, field: str = "") -> None:
    """Stop here when there is a problem."""
    if problem is not None:
        raise NotPossible(problem.label, field=field)


def refuse_unless(verdict: Verdict) -> None:
    """Stop here unless the verdict is a yes."""
    if not verdict:
        raise NotPossible(verdict.reason)


def refuse_overlap(people: Collection[int], stretch: Stretch, *, about: int | None = None) -> None:
    """Stop here when one of some people is elsewhere at that time.

    The rows of these people are locked first, so that two requests at once cannot both find them free.
    `about` is who asks: only they read at which meeting they are.
    """
    list(User.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk").values_list("pk"))
    for person, meeting in busy_at(people, stretch):
        raise NotPossible(_sentence(person, meeting, about=about), field="parts" if about is None else "")


def _sentence(person: User, meeting: Meeting, *, about: int | None) -> str:
    words = {
        "person": person,
        "title": meeting.title,
        "begin": date_format(timezone.localtime(meeting.begins_at), "j F, H.i"),
        "end": date_format(timezone.localtime(meeting.ends_at), "H.i"),
    }
    if about == person.pk:
        sentence = _("You are at “%(title)s” at that time (%(begin)s to %(end)s). Leave that one first.")
    else:
        sentence = _("%(person)s has another meeting at that time (%(begin)s to %(end)s).")
    return sentence % words
