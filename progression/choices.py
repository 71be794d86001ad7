"""The words of progression."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReminderKind(TextChoices):
    """Why somebody gets a mail."""

    ENROLLED = "enrolled", _("You were enrolled")
    DEADLINE_NEAR = "deadline_near", _("Your end date is near")
    DEADLINE_PASSED = "deadline_passed", _("Your end date has passed")


class ReminderState(TextChoices):
    """How far a mail is."""

    PLANNED = "planned", _("Planned")
    SENDING = "sending", _("Handed to the mail server")
    SENT = "sent", _("Sent")
    CANCELLED = "cancelled", _("No longer needed")
