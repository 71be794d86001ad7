"""What the floors above know of modules: their titles and addresses. Their name stands in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Collection


class ModuleLink(NamedTuple):
    """A module as people know it; without an address when nobody upstairs knows it."""

    code: str
    title: str
    url: str


def links_of_modules(codes: Collection[str]) -> list[ModuleLink]:
    """Where to learn about these modules, in the same order."""
    known = import_string(settings.ASSESSMENTS_MODULES)(codes) if settings.ASSESSMENTS_MODULES else {}
    return [ModuleLink(code, *known.get(code, (code, ""))) for code in codes]
