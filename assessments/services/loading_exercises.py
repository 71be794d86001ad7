"""Making an interactive exercise with a file that came along with the installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction

from assessments.models import InteractiveExercise
from h5p import api as h5p

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def load_exercise(
    *, code: str, title: str, text: str, minutes: int, package: bytes, now: datetime
) -> InteractiveExercise:
    """An exercise for everybody that is on line at once; one that is there already stays as it is."""
    found = InteractiveExercise.objects.filter(code=code).first()
    if found is not None:
        return found
    exercise = InteractiveExercise(code=code, title=title, text=text, minutes=minutes, live=False)
    exercise.package = h5p.new_package(title=str(exercise), now=now)
    exercise.save()
    version = h5p.take_in(
        package=exercise.package, source=ContentFile(package), file_name=f"{code}.h5p", now=now
    )
    if not version.is_ready:
        raise ValueError(h5p.reasons_of(version))
    exercise.save_revision().publish()
    exercise.refresh_from_db()
    return exercise
