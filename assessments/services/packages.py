"""The file of an interactive exercise: brought by an author, and which of its versions people get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from assessments.models import InteractiveExercise
from h5p import api as h5p

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.files.base import File

    from h5p.models import PackageVersion
    from people.models import User

BROUGHT, USED = "assessments.package_brought", "assessments.package_used"


@transaction.atomic
def bring_package(
    *,
    exercise: InteractiveExercise,
    source: File[bytes],
    file_name: str,
    author: User,
    may_install: bool,
    now: datetime,
) -> PackageVersion:
    """A new version of the file, which a worker checks. People go on with the version in use."""
    held = InteractiveExercise.objects.select_for_update(of=("self",)).get(pk=exercise.pk)
    if held.package is None:
        held.package = h5p.new_package(title=str(exercise), now=now)
        InteractiveExercise.objects.filter(pk=held.pk).update(package=held.package)
    version = h5p.receive(
        package=held.package, source=source, file_name=file_name, may_install=may_install, now=now
    )
    log(instance=exercise, action=BROUGHT, user=author, data={"version": version.number})
    return version


@transaction.atomic
def forget_package(exercise: InteractiveExercise) -> None:
    """Take the file of an exercise that was deleted away, with everything of it on disk."""
    if exercise.package is not None:
        h5p.delete_package(exercise.package)


@transaction.atomic
def use_package_version(*, exercise: InteractiveExercise, version: PackageVersion, author: User) -> None:
    """Let people get another version of the file. What they are doing now stays with the version they began."""
    h5p.use_version(version)
    log(instance=exercise, action=USED, user=author, data={"version": version.number})
