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


class CoreTask(TextChoices):
    """What a coach takes over from the trainer (domain text f.1)."""

    KT1 = "KT1", _("Giving the introduction")
    KT2 = "KT2", _("Giving the basic training")
    KT3 = "KT3", _("Leading and discussing a role-play")
    KT4 = "KT4", _("Coaching in practice: looking along and looking back")
    KT5 = "KT5", _("Guiding peer consultation")
    KT6 = "KT6", _("Talking about the frame with management and board")
    KT7 = "KT7", _("Following progress and adjusting")
    KT8 = "KT8", _("Training and assessing new coaches")


class DeliveryMode(TextChoices):
    """In which way a meeting was given: how far the municipality did it itself (domain text f.5)."""

    EXTERNAL_ONLY = "external_only", _("The external trainer alone")
    OBSERVE = "observe", _("The external trainer, a coach looked along")
    CO_LED = "co_led", _("Trainer and coach together")
    LEAD_SUPERVISED = "lead_supervised", _("The coach, with the trainer present")
    LEAD_BACKUP = "lead_backup", _("The coach, the trainer could be reached")
    INDEPENDENT = "independent", _("The coach alone")
