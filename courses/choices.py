"""The words of the curriculum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


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
    H5P = "h5p", _("Interactive exercise")


class PlaceKind(TextChoices):
    """What will stand in a place that is kept free."""

    CASE = "case", _("Case")
    ROLE_PLAY = "role_play", _("Role-play")
    ASSESSMENT = "assessment", _("Test")
    H5P = "h5p", _("Interactive exercise")


# What in a place counts as a part of the lesson: done when it is done there.
PLACES_THAT_COUNT: dict[str, PartKind] = {
    PlaceKind.ASSESSMENT: PartKind.TEST,
    PlaceKind.CASE: PartKind.CASE,
    PlaceKind.ROLE_PLAY: PartKind.ROLE_PLAY,
    PlaceKind.H5P: PartKind.H5P,
}
# What to say to who ends such a part by hand.
DONE_ELSEWHERE: dict[str, _StrPromise] = {
    PartKind.TEST: _("You finish this part by taking the test."),
    PartKind.CASE: _("You finish this part by doing the case."),
    PartKind.H5P: _("You finish this part by doing the exercise to its end."),
    PartKind.ROLE_PLAY: _("You finish this part by playing the conversation to its end."),
}
