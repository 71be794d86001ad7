"""Whether somebody may lead others through a case, or say that a text points at nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.access import ALLOWED, Verdict, denied
from people.choices import Role

if TYPE_CHECKING:
    from casestudies.models import CaseStudyPage
    from people.api import Standing
    from people.models import Municipality, User

FACILITATES = (Role.TRAINER, Role.COACH)


def can_facilitate(standing: Standing, municipality: Municipality | None) -> Verdict:
    """Whether somebody leads groups in a municipality, and so reads the notes that learners never get."""
    if municipality is not None and any(standing.has(role, municipality.pk) for role in FACILITATES):
        return ALLOWED
    return denied(_("These notes are for trainers and coaches who lead a group."))


def can_check(person: User, page: CaseStudyPage) -> Verdict:
    """Whether somebody may say about details in a case that they are harmless: who may write in it."""
    if page.permissions_for_user(person).can_edit():
        return ALLOWED
    return denied(_("Only who writes or reviews this case checks it."))
