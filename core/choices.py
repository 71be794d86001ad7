"""The words of the kit."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RunState(TextChoices):
    """How a background run stands."""

    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    RETRIED = "retried", _("Sent again")


class CalloutKind(TextChoices):
    """Why a piece of text stands apart."""

    REMEMBER = "remember", _("Remember")
    EXAMPLE = "example", _("Example")
    WARNING = "warning", _("Watch out")
    LAW = "law", _("What the law says")
    SAFETY = "safety", _("Safety")


class Diagram(TextChoices):
    """The drawn figures that an author can place."""

    ROLES = "roles", _("The four roles")
    OPENING_QUESTIONS = "opening_questions", _("The three opening questions")
    FRAME = "frame", _("The seven fields of a frame")
    DOSING = "dosing", _("Too wide, fitting, too narrow")
    NEEDS = "needs", _("Three needs")


class Speaker(TextChoices):
    """Who speaks in a dialogue: the four roles of the model, a colleague, or who tells the story."""

    RESIDENT = "resident", _("Resident")
    CASE_STEWARD = "case_steward", _("Case steward")
    MUNICIPALITY = "municipality", _("Municipality")
    PROCESS_GUIDE = "process_guide", _("Process guide")
    COLLEAGUE = "colleague", _("Colleague")
    NARRATOR = "narrator", _("Narrator")
