"""The words of case studies."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Domain(TextChoices):
    """Where a case plays."""

    AREA = "area", _("Area")
    INDIVIDUAL = "individual", _("Individual situation")


class Context(TextChoices):
    """Which field of work a case belongs to."""

    NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood")
    RIGHT_TO_CHALLENGE = "right_to_challenge", _("Right to challenge")
    DEBT = "debt", _("Debts")
    PARTICIPATION_ACT = "participation_act", _("Participation Act")
    WMO = "wmo", _("Social Support Act")
    YOUTH_ACT = "youth_act", _("Youth Act")


class WksRole(TextChoices):
    """The four roles of the model, as the cards on the table name them."""

    RESIDENT = "resident", _("Resident")
    MUNICIPALITY = "municipality", _("Municipality")
    CASE_STEWARD = "case_steward", _("Case steward")
    PROCESS_GUIDE = "process_guide", _("Process guide")


class FrameField(TextChoices):
    """The seven fields of a frame (domain text a.2)."""

    ISSUE = "issue", _("Issue")
    DISCRETION = "discretion", _("Room: what is free")
    HARD_LIMITS = "hard_limits", _("Hard limits")
    RESOURCES = "resources", _("Resources")
    TIMEFRAME = "timeframe", _("Time")
    DECISION = "decision", _("Who decides, who tests and when")
    RESPONSIBILITY = "responsibility", _("Who is responsible for what")


class Pitfall(TextChoices):
    """What goes wrong in a conversation (domain text a.1)."""

    OVERDEMAND = "overdemand", _("Over-demanding")
    PATRONISING = "patronising", _("Patronising")
    OFFERING_SOLUTION = "offering_solution", _("Offering a solution")
    JUDGING = "judging", _("Judging")
    UNCLEAR_FRAME = "unclear_frame", _("Unclear frame")
    ROLE_CONFUSION = "role_confusion", _("Mixing up roles")
    EMPTY_NEUTRALITY = "empty_neutrality", _("Cool neutrality")
    NEGLECT = "neglect", _("Neglect in the name of self-direction")
