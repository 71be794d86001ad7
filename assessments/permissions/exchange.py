"""Whether somebody may bring questions in, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from assessments.selectors.exchange import ground_for
from core.access import ALLOWED, Verdict, denied

if TYPE_CHECKING:
    from people.models import Municipality, User


def can_bring_for(author: User, municipality: Municipality | None) -> Verdict:
    """Whether somebody may bring questions for a municipality, or for everybody."""
    if (municipality.pk if municipality else None) in ground_for(author):
        return ALLOWED
    return denied(_("You can only bring in questions where you write."))
