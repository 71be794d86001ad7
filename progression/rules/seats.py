"""Whose signature is waited for, and who can sign instead of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from progression.choices import Capacity, SignerRole
from progression.rules.signing import capacities_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from progression.rules.signing import Seat, Signer

# What the trainer of the candidate signs; another trainer only when that one does not.
OF_THE_OWN_TRAINER = frozenset({Capacity.FIT, Capacity.QUALITY})


def who_signs(
    people: Mapping[int, Signer], *, stage: int, seats: Iterable[Seat], trainer: int
) -> tuple[frozenset[int], frozenset[int]]:
    """Who is asked to sign, and who else could; without the first the others are asked."""
    seats = tuple(seats)
    able = {
        person: frozenset(found)
        for person, signer in people.items()
        if (found := capacities_for(signer, stage=stage, seats=seats))
    }
    first = frozenset(
        person
        for person, capacities in able.items()
        if person == trainer or not _stands_in(people[person], capacities)
    )
    others = frozenset(able) - first
    return (first, others) if first else (others, frozenset())


def _stands_in(signer: Signer, capacities: frozenset[Capacity]) -> bool:
    """Whether somebody could sign, but somebody else is asked before them."""
    if capacities <= OF_THE_OWN_TRAINER:
        return True
    return capacities == {Capacity.MANDATE} and SignerRole.MANAGER not in signer.roles
