"""What the floors above know of cases: where they are used. Their names stand in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Collection

    from people.models import User


class Use(NamedTuple):
    """A lesson or a scenario that refers to a case."""

    kind: str
    title: str
    url: str


def uses_by_code(codes: Collection[str], *, for_whom: User) -> dict[str, list[Use]]:
    """Where some cases are used, as far as this person may know about it; a few queries, whatever their number."""
    uses: dict[str, list[Use]] = {code: [] for code in codes}
    for name in settings.CASESTUDIES_USES:
        for code, *use in import_string(name)(codes, for_whom):
            uses[code].append(Use(*use))
    return uses


def uses_of(code: str, *, for_whom: User) -> list[Use]:
    """Where a case is used, as far as this person may know about it."""
    return uses_by_code([code], for_whom=for_whom)[code]
