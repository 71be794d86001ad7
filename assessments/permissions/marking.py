"""Whether somebody may mark open answers, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from assessments.selectors.marking import is_calibrated_marker
from core.access import ALLOWED, Verdict, denied
from people.choices import Role

if TYPE_CHECKING:
    from datetime import date

    from people.api import Standing
    from people.models import User

MARKING = (Role.TRAINER, Role.COACH)


def marks_somewhere(standing: Standing) -> bool:
    """Whether somebody has a role in which answers are marked."""
    return any(standing.has(role, pk) for pk in standing.municipality_ids for role in MARKING)


def can_mark(person: User, *, as_of: date) -> Verdict:
    """Whether somebody's eye counts: they compared themselves with the reference lately."""
    if is_calibrated_marker(person, as_of=as_of):
        return ALLOWED
    return denied(_("You can mark once you are calibrated. A calibration counts for six months."))
