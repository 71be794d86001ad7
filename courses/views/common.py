"""What the views of the curriculum share: finding a spot, and who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import Http404

from courses import api

if TYPE_CHECKING:
    from django.http import HttpRequest

    from courses.rules.outline import Lesson, Module, Path, Spot
    from courses.selectors.learning import Learner
    from people.api import Standing
    from people.models import Municipality


def learner_from(request: HttpRequest) -> Learner:
    """Who asks, as a learner for the municipality they work in now."""
    if not request.user.is_authenticated:
        return api.VISITOR
    municipality = cast("Municipality | None", request.municipality)  # type: ignore[attr-defined]
    return api.learner_of(request.user, municipality)


def visible_or_404(request: HttpRequest, spot: Spot | None) -> Spot:
    """A spot on a path that who asks may know about; anything else does not exist."""
    standing = cast("Standing", request.standing)  # type: ignore[attr-defined]
    if spot is None or spot.path not in api.paths_visible_to(standing):
        raise Http404
    return spot


def lesson_or_404(request: HttpRequest, lesson_id: int) -> tuple[Path, Module, Lesson]:
    """A published lesson that who asks may know about."""
    spot = visible_or_404(request, api.curriculum().lessons.get(lesson_id))
    if spot.module is None or spot.lesson is None:
        raise Http404
    return spot.path, spot.module, spot.lesson
