"""What pages of meetings draw with: icons of kinds, words of answers, shares of a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _

from trainings.choices import Experience, MeetingKind, Question

if TYPE_CHECKING:
    from datetime import datetime

    from trainings.models import Meeting
    from trainings.rules.evaluation import Tally

register = template.Library()

ICONS = {
    MeetingKind.TRAINING_DAY: "school",
    MeetingKind.COACHING: "ear",
    MeetingKind.PEER_CONSULTATION: "users-group",
    MeetingKind.FRAME_TALK: "building-community",
    MeetingKind.INTRODUCTION: "compass",
    MeetingKind.MONITORING: "chart-bar",
}


@register.filter
def kind_icon(meeting: Meeting) -> str:
    """The icon of a kind of meeting."""
    return ICONS.get(MeetingKind(meeting.kind), "calendar-event")


@register.simple_tag
def evaluation_rows(tally: Tally) -> list[tuple[str, list[tuple[str, int, int]]]]:
    """Per question: how often each answer was given, and its share of the bar."""
    total = max(1, tally.shown_answers)
    return [
        (
            str(question.label),
            [
                (str(experience.label), number, round(100 * number / total))
                for experience, number in zip(Experience, tally.shown[question], strict=True)
            ],
        )
        for question in Question
    ]


@register.filter
def clock_left(ends_at: datetime, now: datetime) -> str:
    """The time that is left, as minutes and seconds."""
    left = max(0, int((ends_at - now).total_seconds()))
    return f"{left // 60}:{left % 60:02d}"


@register.simple_tag
def places_text(meeting: Meeting, placed: int) -> str:
    """How many places are taken, in words."""
    if meeting.capacity is None:
        return _("Room for everybody")
    return _("%(placed)s of %(capacity)s places taken") % {"placed": placed, "capacity": meeting.capacity}
