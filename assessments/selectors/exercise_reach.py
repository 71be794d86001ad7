"""Who can come to an interactive exercise: over a lesson, over a case, or because they make exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string
from wagtail.permissions import policy_registry

from assessments.models import InteractiveExercise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from people.models import Municipality, User


def places_of(
    person: User, municipality: Municipality, exercise: InteractiveExercise
) -> Iterator[tuple[str, str, str]]:
    """The lessons and cases that hold this exercise and that somebody may do here: name, way back and address."""
    for name in settings.INTERACTIVE_REACH:
        yield from import_string(name)(person, municipality, exercise.code)


def comes_to(person: User, municipality: Municipality, exercise: InteractiveExercise) -> bool:
    """Whether something that somebody may do here holds this exercise, or they may look at it as an author."""
    return any(places_of(person, municipality, exercise)) or looks_at(person, exercise)


def looks_at(person: User, exercise: InteractiveExercise) -> bool:
    """Whether somebody writes or reviews this exercise."""
    policy = policy_registry.get_by_type(InteractiveExercise)
    return bool(policy.user_has_permission_for_instance(person, "view", exercise))
