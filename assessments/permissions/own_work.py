"""Whether somebody may do something with their own work, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from assessments.models import EvidenceItem, Reflection
from assessments.selectors.anonymity import doubts_in
from core.access import ALLOWED, Verdict, denied

if TYPE_CHECKING:
    from assessments.models import OwnWork


def can_write(reflection: Reflection) -> Verdict:
    """Whether a reflection can be changed: until it is finished, or after it was opened again."""
    if reflection.finished_at is None:
        return ALLOWED
    return denied(_("This reflection is finished. Open it again if you want to change it."))


def can_share(subject: OwnWork) -> Verdict:
    """Whether something can be shared: finished, so that nobody reads along, and without anybody recognisable in it."""
    if isinstance(subject, Reflection) and subject.finished_at is None:
        return denied(_("Finish your reflection first. After that you can share it."))
    if isinstance(subject, EvidenceItem) and doubts_in(subject):
        return denied(_("Look first at the words that look like a personal detail."))
    return ALLOWED
