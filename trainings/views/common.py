"""What every page of meetings asks: who is looking, and which meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from people.api import note_looks
from people.choices import DataKind
from trainings import api

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from core.access import Verdict
    from people.api import Standing
    from people.models import Municipality, User
    from trainings.models import Meeting


def person_of(request: HttpRequest) -> User:
    """Who asks."""
    return cast("User", request.user)


def standing_of(request: HttpRequest) -> Standing:
    """What they are today."""
    return cast("Standing", request.standing)  # type: ignore[attr-defined]


def municipality_or_404(request: HttpRequest) -> Municipality:
    """Where they work now."""
    municipality: Municipality | None = request.municipality  # type: ignore[attr-defined]
    if municipality is None:
        raise Http404
    return municipality


def meeting_or_404(request: HttpRequest, public_id: UUID) -> Meeting:
    """A meeting that they see."""
    visible = api.meetings_visible_to(person_of(request), standing_of(request))
    return get_object_or_404(visible.select_related("confirmation", "evaluation"), public_id=public_id)


def at_meeting(request: HttpRequest, public_id: UUID) -> api.AtMeeting:
    """A meeting as they see it now."""
    meeting = meeting_or_404(request, public_id)
    return api.AtMeeting(meeting, person_of(request), standing_of(request), timezone.now())


def back_with_reason(request: HttpRequest, at: api.AtMeeting, verdict: Verdict) -> HttpResponse:
    """To the meeting, which says why something is not possible."""
    messages.info(request, str(verdict.reason))
    return redirect(at.meeting)


def note_who_was_seen(at: api.AtMeeting) -> None:
    """Write down whose names somebody saw because of their role; who leads a meeting sees who comes to it."""
    _seen, capacity = at.seen_people
    if capacity is not None and at.seen:
        note_looks(
            viewer=at.viewer,
            people=at.seen,
            municipality=at.meeting.municipality,
            data_kind=DataKind.ATTENDANCE,
            capacity=capacity,
            now=at.now,
        )
