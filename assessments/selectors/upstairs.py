"""What the floors above know: of modules, and of what can be observed. Their names stand in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.utils.module_loading import import_string

from assessments.choices import ObservationPurpose

if TYPE_CHECKING:
    from collections.abc import Collection

    from assessments.models import Observation
    from people.models import Municipality


class ModuleLink(NamedTuple):
    """A module as people know it; without an address when nobody upstairs knows it."""

    code: str
    title: str
    url: str


class Activity(NamedTuple):
    """Something that people play, with what observers look for in it."""

    code: str
    title: str
    look_fors: tuple[str, ...]


def activities_to_observe(municipality: Municipality) -> list[Activity]:
    """What people of a municipality play that has look-fors of its own."""
    if not settings.ASSESSMENTS_ACTIVITIES:
        return []
    return [Activity(*each) for each in import_string(settings.ASSESSMENTS_ACTIVITIES)(municipality)]


def address_of_proeve(observation: Observation) -> str:
    """Where the proeve that a form belongs to goes on; nothing when it belongs to none."""
    if observation.purpose != ObservationPurpose.PROEVE or not settings.ASSESSMENTS_PROEVE:
        return ""
    return str(import_string(settings.ASSESSMENTS_PROEVE)(observation.pk))


def links_of_modules(codes: Collection[str]) -> list[ModuleLink]:
    """Where to learn about these modules, in the same order."""
    known = import_string(settings.ASSESSMENTS_MODULES)(codes) if settings.ASSESSMENTS_MODULES else {}
    return [ModuleLink(code, *known.get(code, (code, ""))) for code in codes]
