"""The words of the curriculum."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LessonForm(TextChoices):
    """What kind of work a lesson is."""

    LESSON = "lesson", _("Lesson")
    EXERCISE = "exercise", _("Exercise")
    CASE = "case", _("Case")
    ROLE_PLAY = "role_play", _("Role-play")
    PRACTICE = "practice", _("Practice assignment")
    TEST = "test", _("Test")
    MEETING = "meeting", _("Group meeting")


class PartKind(TextChoices):
    """What kind of thing a learner does in a part of a lesson."""

    READING = "reading", _("Read the lesson to the end")
    CHECK = "check", _("Check question")
    QUESTION = "question", _("Question to think about")
    EXERCISE = "exercise", _("Exercise")
    VIDEO = "video", _("Film")
    AUDIO = "audio", _("Sound")
    TEST = "test", _("Test")
    CASE = "case", _("Case")
    ROLE_PLAY = "role_play", _("Role-play")


class PlaceKind(TextChoices):
    """What will stand in a place that is kept free."""

    CASE = "case", _("Case")
    ROLE_PLAY = "role_play", _("Role-play")
    ASSESSMENT = "assessment", _("Test")
    H5P = "h5p", _("Interactive exercise")
