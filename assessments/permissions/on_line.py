"""Whether something can be taken off line or put back; who works on it is decided at the door of the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from assessments.selectors.on_line import published_last
from core.access import ALLOWED, Verdict, denied

if TYPE_CHECKING:
    from assessments.models import Question, Quiz


def can_take_off_line(thing: Question | Quiz) -> Verdict:
    """Whether it is online."""
    return ALLOWED if thing.live else denied(_("This is off line already."))


def can_put_back(thing: Question | Quiz) -> Verdict:
    """Whether it was online before, so that what people saw then can come back without another review."""
    if thing.live:
        return denied(_("This is online already."))
    if published_last(thing) is None:
        return denied(_("This was never online. Hand it in for review first."))
    return ALLOWED
