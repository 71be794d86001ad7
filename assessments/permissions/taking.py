"""Whether somebody may begin a test or give extra time, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assessments.rules.attempts import Refusal, beginning
from assessments.selectors.attempts import is_done, tries
from core.access import ALLOWED, Verdict, denied
from people.choices import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from assessments.models import Attempt, Quiz
    from assessments.rules.attempts import Beginning
    from people.api import Standing
    from people.models import Municipality

GIVES_EXTRA_TIME = (Role.TRAINER, Role.ADMINISTRATOR)


def can_begin(
    quiz: Quiz, attempts: Collection[Attempt], attempts_before: Collection[Attempt], *, now: datetime
) -> Verdict:
    """Whether a new attempt may begin, given somebody's attempts at this test and at the one that comes first."""
    if quiz.needs is not None and not is_done(attempts_before, grading=quiz.needs.grading):
        return denied(_("Not open yet: first pass “%(title)s”.") % {"title": quiz.needs.title})
    begin = beginning(tries(attempts), allowed=quiz.attempts_allowed, wait_days=quiz.wait_days, now=now)
    if begin.refusal is None:
        return ALLOWED
    return denied(_REASONS[begin.refusal](begin))


def can_give_extra_time(standing: Standing, municipality: Municipality) -> Verdict:
    """Whether somebody may give people of a municipality longer for a test."""
    if any(standing.has(role, municipality.pk) for role in GIVES_EXTRA_TIME):
        return ALLOWED
    return denied(_("Only a trainer or the municipal administrator gives extra time."))


def _none_left(begin: Beginning) -> str:
    return _("You have used all your attempts. Talk to your trainer about how to go on.")


def _too_soon(begin: Beginning) -> str:
    assert begin.from_when is not None  # noqa: S101 - somebody who has to wait waits until a moment
    moment = localtime(begin.from_when)
    return _("You can try again from %(day)s, %(time)s.") % {
        "day": date_format(moment, "j F Y"),
        "time": date_format(moment, "H:i"),
    }


_REASONS: dict[Refusal, Callable[[Beginning], str]] = {
    Refusal.NONE_LEFT: _none_left,
    Refusal.TOO_SOON: _too_soon,
}
