"""What an installation can give away as packages: its host names who makes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Exported:
    """A package to take along, by what name, and what it could not hold."""

    name: str
    content: bytes
    remarks: tuple[str, ...] = ()


def kinds_of_exports() -> tuple[str, ...]:
    """What can be exported, by name."""
    return tuple(getattr(settings, "H5P_EXPORTS", {}))


def exports_for(person: object, kinds: Iterable[str]) -> Iterator[Exported]:
    """Every package of these kinds that somebody may take along."""
    for kind in kinds:
        make = cast("Callable[[Any], Iterable[Exported]]", import_string(settings.H5P_EXPORTS[kind]))
        yield from make(person)
