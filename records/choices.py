"""The words of the ledger; they follow the verbs of xAPI."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """What somebody did."""

    COMPLETED = "completed", _("completed")
    OBSERVED = "observed", _("was observed")
    PASSED = "passed", _("passed")
    FAILED = "failed", _("did not pass")
    ATTENDED = "attended", _("was at")
    LED = "led", _("led")
    CO_LED = "co_led", _("led together with somebody")
    LOOKED_ALONG = "looked_along", _("looked along at")
    VOIDED = "voided", _("took back")


class ActivityKind(TextChoices):
    """What it was done to."""

    PART = "part", _("part of a lesson")
    LESSON = "lesson", _("lesson")
    MODULE = "module", _("module")
    PATH = "path", _("learning path")
    ROLE_PLAY = "role_play", _("role-play")
    CASE = "case", _("case")
    REFLECTION = "reflection", _("reflection")
    OBSERVATION = "observation", _("observation")
    TEST = "test", _("test")
    MEETING = "meeting", _("meeting")
    EVIDENCE = "evidence", _("evidence stated by a person")
    INTERACTIVE = "interactive", _("interactive exercise")
    PROEVE = "proeve", _("proeve van bekwaamheid")
    RECORD = "record", _("earlier fact")
