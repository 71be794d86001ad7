"""What the floors above know of cases: where they are used. Their names stand in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from people.models import User


class Use(NamedTuple):
    """A lesson or a scenario that refers to a case."""

    kind: str
    title: str
    url: str


def uses_of(code: str, *, for_whom: User) -> list[Use]:
    """Where a case is used, as far as this person may know about it."""
    found = (import_string(name)(code, for_whom) for name in settings.CASESTUDIES_USES)
    return [Use(*use) for uses in found for use in uses]
