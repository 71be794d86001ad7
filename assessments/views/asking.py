"""Who asks for a test, for which municipality, and their own attempts."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import Http404
from django.shortcuts import get_object_or_404

from assessments.models import Attempt

if TYPE_CHECKING:
    from django.http import HttpRequest

    from people.api import Standing
    from people.models import Municipality, User


def person_of(request: HttpRequest) -> User:
    """Who asks."""
    return cast("User", request.user)


def standing_of(request: HttpRequest) -> Standing:
    """What they are."""
    return cast("Standing", request.standing)  # type: ignore[attr-defined]


def municipality_of(request: HttpRequest) -> Municipality:
    """For which municipality they work now; who works for none has no tests."""
    municipality = cast("Municipality | None", request.municipality)  # type: ignore[attr-defined]
    if municipality is None:
        raise Http404
    return municipality


def own_attempt_or_404(request: HttpRequest, attempt_id: int) -> Attempt:
    """An attempt of who asks; nobody else's exists."""
    rows = Attempt.objects.filter(person=person_of(request)).select_related("quiz", "municipality")
    return get_object_or_404(rows, pk=attempt_id)
