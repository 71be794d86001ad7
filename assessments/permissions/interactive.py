"""Who brings the file of an exercise, who may install code with it, and who decides what people get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from wagtail.permissions import policy_registry

from assessments.models import InteractiveExercise
from core.access import ALLOWED, Verdict, denied
from people.api import ground_of

if TYPE_CHECKING:
    from h5p.models import PackageVersion
    from people.models import User


def can_bring_package(person: User, exercise: InteractiveExercise) -> Verdict:
    """Whether somebody may bring another file: who works on the exercise."""
    policy = policy_registry.get_by_type(InteractiveExercise)
    if policy.user_has_permission_for_instance(person, "change", exercise):
        return ALLOWED
    return denied(_("Only who writes or reviews this exercise brings its file."))


def can_install_code(person: User) -> Verdict:
    """Whether a file of somebody may bring content types that are not there yet."""
    if person.has_perm("h5p.add_library"):
        return ALLOWED
    return denied(_("Only a platform administrator installs new content types."))


def can_delete_code(person: User) -> Verdict:
    """Whether somebody takes content types away that nothing plays with."""
    if person.has_perm("h5p.delete_library"):
        return ALLOWED
    return denied(_("Only a platform administrator takes content types away."))


def can_use_version(person: User, exercise: InteractiveExercise, version: PackageVersion) -> Verdict:
    """Whether somebody decides that people get this version: its author before it is online, then a reviewer."""
    if not version.is_ready:
        return denied(_("This file is not in order, so nobody can get it."))
    if not exercise.live:
        return can_bring_package(person, exercise)
    if person.is_superuser or exercise.municipality_id in ground_of(person).reviews_for:
        return ALLOWED
    return denied(_("This exercise is online. A reviewer decides that people get another file."))
