"""The net under tenancy: tenant data can only be queried inside a municipality's scope (ADR 0004)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic

from django.db.models import F
from django_scopes import ScopeError, get_scope, scope, scopes_disabled
from django_scopes.manager import DisabledQuerySet

from core.compiled import Compiled, CompiledUpdate, Given, ModelT, OneOf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager

    from django.db.models import QuerySet

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


class CompiledWithin(Generic[ModelT]):
    """A compiled query on tenant data, of one municipality and inside its scope, or it is refused like any other."""

    def __init__(self, build: Callable[[], QuerySet[ModelT, Any]]) -> None:
        def of_one_municipality() -> QuerySet[ModelT, Any]:
            with everywhere():  # or the scope of who asks first would be written into it
                return build().filter(municipality_id=Given("municipality_id"))

        self._compiled = Compiled(of_one_municipality)

    def ask(self, *, municipality_id: int, **given: Any) -> list[tuple[Any, ...]]:
        """The rows of `values_list`. One query."""
        require_within(municipality_id)
        return self._compiled.ask(municipality_id=municipality_id, **given)

    def load(self, *, municipality_id: int, **given: Any) -> list[ModelT]:
        """The objects of a query set that asks for whole ones. One query."""
        require_within(municipality_id)
        return self._compiled.load(municipality_id=municipality_id, **given)


class CompiledUpdateWithin:
    """A compiled change of tenant data, in the municipalities whose scope is open."""

    def __init__(self, build: Callable[[], QuerySet[Any, Any]], **fields: Given) -> None:
        def rows() -> QuerySet[Any, Any]:
            with everywhere():  # or the scope of who asks first would be written into it
                return build()

        of_some = OneOf(F("municipality_id"), Given("municipality_ids"))
        self._within = CompiledUpdate(lambda: rows().filter(of_some), **fields)
        self._everywhere = CompiledUpdate(rows, **fields)

    def make(self, **given: Any) -> int:
        """How many rows were changed. One query."""
        held = _held()
        if held is None:
            return self._everywhere.make(**given)
        return self._within.make(municipality_ids=sorted(held), **given)


def require_within(municipality_id: int) -> None:
    """Refuse what is about a municipality's data outside its scope; for statements that no manager sees."""
    held = _held()
    if held is not None and municipality_id not in held:
        message = f"Data of municipality {municipality_id} was asked for outside its scope."
        raise ScopeError(message)


def _held() -> set[int] | None:
    """The keys of the municipalities whose scope is open, or None where no scope holds anybody back."""
    opened = get_scope()
    if not opened.get("_enabled", True):
        return None
    held = opened.get("municipality", ())
    ones: list[Any] = [*held] if isinstance(held, list | tuple) else [held]
    return {getattr(one, "pk", one) for one in ones}
