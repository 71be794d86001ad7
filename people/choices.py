"""The words of people: roles, kinds of personal data, how far somebody sees."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What somebody is in a municipality, for a period."""

    LEARNER = "learner", _("Employee")
    COACH = "coach", _("Internal coach")
    TRAINER = "trainer", _("External trainer")
    MANAGER = "manager", _("Line manager")
    LEAD = "lead", _("Implementation lead")
    ADMINISTRATOR = "administrator", _("Municipal administrator")


class Corners(TextChoices):
    """How round a house style is."""

    SQUARE = "square", _("Square")
    SOFT = "soft", _("Soft")
    ROUND = "round", _("Round")


class DataKind(TextChoices):
    """The kinds of personal data that the platform holds."""

    ACTIVITY = "activity", _("Which lessons you did, your practice answers and your notes")
    ENROLMENT = "enrolment", _("Which learning path you follow, and your end date")
    TEST_RESULT = "test_result", _("Results of tests that count for your certificate")
    OBSERVATION = "observation", _("Observations of you by somebody who watched")
    PORTFOLIO = "portfolio", _("Your reflections, your portfolio and your own cases")
    PROEVE = "proeve", _("Your proeve: who assesses you, their forms, the decision and the letter")
    CERTIFICATE = "certificate", _("Whether you asked for a proeve, and which certificates you have")
    STAGE = "stage", _("How far you are in each core task")
    STAGE_EVIDENCE = "stage_evidence", _("The evidence for your stages, who signed and who sent it back")
    ATTENDANCE = "attendance", _("Which meetings you were at")
    TEAM_TOTALS = "team_totals", _("Numbers per team, without names")


class Viewer(TextChoices):
    """In what capacity somebody looks at a person's data."""

    SELF = "self", _("You")
    TRAINER = "trainer", _("Your trainer")
    COACH = "coach", _("Internal coach")
    MANAGER = "manager", _("Your line manager")
    LEAD = "lead", _("Implementation lead")
    ADMINISTRATOR = "administrator", _("Municipal administrator")
    PLATFORM = "platform", _("Platform administrator")


class Sight(TextChoices):
    """How far somebody sees."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    OWN_GROUP = "own_group", _("Own group")
    IF_SHARED = "if_shared", _("Only if you share it")
    MUNICIPALITY = "municipality", _("Municipality")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
