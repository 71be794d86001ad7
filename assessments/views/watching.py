"""What the pages about observations share: who asks, which observation, and a no that is said aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from assessments import api
from people.api import note_looks
from people.choices import DataKind, Viewer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from assessments.models import Observation, ObservationRater
    from core.access import Verdict
    from people.api import Standing
    from people.models import Municipality, User


def person_of(request: HttpRequest) -> User:
    """Who asks."""
    return cast("User", request.user)


def standing_of(request: HttpRequest) -> Standing:
    """What they are, where."""
    return cast("Standing", request.standing)  # type: ignore[attr-defined]


def municipality_or_404(request: HttpRequest) -> Municipality:
    """For which municipality they work now."""
    municipality = cast("Municipality | None", request.municipality)  # type: ignore[attr-defined]
    if municipality is None:
        raise Http404
    return municipality


def observation_or_404(request: HttpRequest, observation_id: int) -> Observation:
    """An observation that who asks may see; anything else does not exist."""
    return get_object_or_404(api.observations_visible_to(person_of(request)), pk=observation_id)


def row_or_404(request: HttpRequest, observation_id: int) -> ObservationRater:
    """The own part of who asks in an observation that they rate."""
    row = api.row_of(observation_or_404(request, observation_id), person_of(request))
    if row is None:
        raise Http404
    return row


def is_allowed(request: HttpRequest, verdict: Verdict) -> bool:
    """Whether it is a yes; a no is said to who asked."""
    if not verdict:
        messages.error(request, str(verdict.reason))
    return bool(verdict)


def note_that_they_look(
    request: HttpRequest, people: Iterable[User], municipality: Municipality, capacity: Viewer
) -> None:
    """Write down whose observations somebody looks at."""
    note_looks(
        viewer=person_of(request),
        people=people,
        municipality=municipality,
        data_kind=DataKind.OBSERVATION,
        capacity=capacity,
        now=timezone.now(),
    )
