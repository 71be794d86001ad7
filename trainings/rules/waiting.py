"""Who gets a place and who waits; the waiting list moves up in the order in which people came."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from trainings.choices import SignUpState

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


def free_places(*, placed: int, capacity: int | None) -> int | None:
    """How many places are left, or None when there is no limit."""
    return None if capacity is None else max(0, capacity - placed)


def state_for(*, placed: int, waiting: int, capacity: int | None) -> SignUpState:
    """What a newcomer gets: nobody overtakes who waits."""
    free = free_places(placed=placed, capacity=capacity)
    return SignUpState.PLACED if free is None or free > waiting else SignUpState.WAITING


def moving_up(waiting: Sequence[T], *, placed: int, capacity: int | None) -> list[T]:
    """Who of the waiting list gets a place now, the first first."""
    free = free_places(placed=placed, capacity=capacity)
    return list(waiting if free is None else waiting[:free])
