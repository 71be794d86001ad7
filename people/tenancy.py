"""The net under tenancy: tenant data can only be queried inside a municipality's scope (ADR 0004)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django_scopes import scope, scopes_disabled
from django_scopes.manager import DisabledQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    from people.models import Municipality


# Outside a scope django-scopes refuses every question but this one.
DisabledQuerySet.exists = DisabledQuerySet.error


def within(municipality: Municipality | int) -> AbstractContextManager[Any]:
    """Open the scope of one municipality."""
    return scope(municipality=municipality)


def within_all(municipalities: Iterable[Municipality | int]) -> AbstractContextManager[Any]:
    """Open the scope of several municipalities at once, as for a trainer who works in three."""
    return scope(municipality=list(municipalities))


def everywhere() -> AbstractContextManager[Any]:
    """Look across municipalities: for platform counts, nightly checks and finding out who somebody is."""
    return scopes_disabled()
