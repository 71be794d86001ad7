"""Whether a certificate holds on a day, and what anybody who has its code may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from certification.choices import Standing

ENDS_SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the holder lets others read who have the code; without `at_all` there is nothing to find."""

    at_all: bool = False
    name: bool = False
    municipality: bool = False
    hours: bool = False


def standing(*, valid_until: date | None, is_revoked: bool, as_of: date) -> Standing:
    """How a certificate stands on a day; revoked weighs more than the rest, and without an end it goes on."""
    if is_revoked:
        return Standing.REVOKED
    if valid_until is None or as_of + ENDS_SOON < valid_until:
        return Standing.VALID
    return Standing.ENDS_SOON if as_of <= valid_until else Standing.EXPIRED


def holds(found: Standing) -> bool:
    """Whether a certificate counts."""
    return found in {Standing.VALID, Standing.ENDS_SOON}
