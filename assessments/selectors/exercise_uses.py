"""Where interactive exercises are used: lessons and cases, which live upstairs. Their names stand in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.utils.module_loading import import_string

from assessments.models import InteractivePlay
from people.api import everywhere

if TYPE_CHECKING:
    from collections.abc import Collection

    from assessments.models import InteractiveExercise
    from people.models import User


class ExerciseUse(NamedTuple):
    """A lesson or a case with an exercise, or a draft of one; without an address when it is not for who asks."""

    kind: str
    title: str
    url: str


def uses_of_exercises(exercises: Collection[InteractiveExercise], *, for_whom: User) -> list[ExerciseUse]:
    """Where any of these exercises is used, drafts too. A few queries, whatever their number."""
    codes = {exercise.pk: exercise.code for exercise in exercises}
    return [
        ExerciseUse(*use)
        for name in settings.INTERACTIVE_USES
        for _code, *use in import_string(name)(codes, for_whom)
    ]


def were_done(exercises: Collection[InteractiveExercise]) -> bool:
    """Whether anybody, in any municipality, began one of these. One query."""
    with everywhere():
        return InteractivePlay.objects.filter(exercise__in=exercises).exists()
