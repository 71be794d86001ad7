"""Whether somebody may do something with their own work, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.access import ALLOWED, Verdict, denied

if TYPE_CHECKING:
    from assessments.models import Reflection


def can_write(reflection: Reflection) -> Verdict:
    """Whether a reflection can be changed: until it is finished, or after it was opened again."""
    if reflection.finished_at is None:
        return ALLOWED
    return denied(_("This reflection is finished. Open it again if you want to change it."))


def can_share(subject: Reflection) -> Verdict:
    """Whether something can be shared: once it is finished, so that nobody reads along while it is written."""
    if subject.finished_at is not None:
        return ALLOWED
    return denied(_("Finish your reflection first. After that you can share it."))
