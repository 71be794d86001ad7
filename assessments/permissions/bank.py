"""Who decides about results when a key was mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.access import ALLOWED, Verdict, denied
from people.api import ground_of

if TYPE_CHECKING:
    from assessments.models import Question
    from people.models import User


def can_regrade(person: User, question: Question) -> Verdict:
    """Whether somebody may have answers weighed again: a reviewer of whose question it is."""
    if person.is_superuser or question.municipality_id in ground_of(person).reviews_for:
        return ALLOWED
    return denied(_("Only a reviewer decides that results are weighed again."))
