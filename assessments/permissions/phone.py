"""Whether a form may be kept on a phone, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.access import ALLOWED, Verdict, denied

if TYPE_CHECKING:
    from people.models import Municipality


def can_observe_offline(municipality: Municipality) -> Verdict:
    """Whether observers of a municipality may keep a form on their phone."""
    if municipality.may_observe_offline:
        return ALLOWED
    return denied(_("Your municipality has switched off observing without internet."))
