"""The words of the website: what somebody can take along as a file, and how far that is."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ExportKind(TextChoices):
    """What is in a file."""

    PARTICIPANTS = "deelnemers", _("Participants: who follows which learning path, and until when")
    PROGRESS = "voortgang", _("Progress: how far the teams are, without names")
    TAKEOVER = "overdracht", _("Takeover: the numbers, or the rows behind one number")
    STAGES = "stadia", _("Stages: how far each coach is per core task, and what is missing")
    SIGNATURES = "handtekeningen", _("Accountability: who signed what and when, and what was taken back")


class ExportFormat(TextChoices):
    """How a file is written."""

    XLSX = "xlsx", _("Excel (xlsx)")
    CSV = "csv", _("Text with semicolons (csv)")


class ExportState(TextChoices):
    """How far a file is."""

    WAITING = "waiting", _("Waits its turn")
    BUSY = "busy", _("Is being made")
    DONE = "done", _("Ready")
    STOPPED = "stopped", _("Stopped")
    FAILED = "failed", _("Did not succeed")


OPEN_STATES = (ExportState.WAITING, ExportState.BUSY)
