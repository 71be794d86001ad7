"""The door to role-plays for files: what came out of one waits, signed, on the page of who brought it."""

from __future__ import annotations

from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.core.cache import cache

from people.api import ground_of
from roleplays.rules.exchange.remarks import Brought
from roleplays.rules.scenario_json import scenario_from_json, scenario_to_json
from roleplays.selectors.exchange import EXTENSIONS, FORMATS, bring_scenario, take_scenario
from roleplays.selectors.exchange_packages import packages_of_scenarios
from roleplays.services.exchange import bring_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from people.models import User
    from roleplays.models import RolePlayScenario

A_DAY = 24 * 60 * 60


def ground_for(author: User) -> frozenset[int | None]:
    """For whom somebody may bring scenarios in; None among them stands for everybody."""
    return ground_of(author).writes_for


def works_on(person: User, row: RolePlayScenario) -> bool:
    """Whether somebody writes or reviews where a scenario belongs."""
    return person.is_superuser or row.municipality_id in ground_of(person).works_for


def sealed(brought: Brought, *, author: User, municipality_id: int | None) -> str:
    """What was read, so that only who brought it brings it in, within a day, as it was looked through."""
    if brought.scenario is None:
        return ""
    kept = [scenario_to_json(brought.scenario), brought.context, municipality_id]
    return signing.dumps(kept, salt=_salt(author), compress=True)


def unsealed(seal: str, *, author: User) -> tuple[Brought, int | None] | None:
    """What was read and for whom; None when the seal is not of this author, or old."""
    try:
        content, context, municipality_id = signing.loads(seal, salt=_salt(author), max_age=A_DAY)
    except signing.BadSignature:
        return None
    return Brought(scenario_from_json(content), context), municipality_id


@contextmanager
def coming_in(seal: str) -> Iterator[bool]:
    """Whether what was read comes in for the first time: a button pressed twice makes one draft, unless it fails."""
    key = f"roleplays:brought:{sha256(seal.encode()).hexdigest()}"
    is_first = cache.add(key, 1, A_DAY)
    try:
        yield is_first
    except BaseException:
        if is_first:
            cache.delete(key)
        raise


def _salt(author: User) -> Any:
    return f"roleplays.exchange.{author.pk}"


__all__ = [
    "EXTENSIONS",
    "FORMATS",
    "bring_in",
    "bring_scenario",
    "coming_in",
    "ground_for",
    "packages_of_scenarios",
    "sealed",
    "take_scenario",
    "unsealed",
    "works_on",
]
