"""What somebody did at a meeting after all, when the way in which it was given is told otherwise."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from progression.choices import DeliveryMode
from records.choices import Verb

if TYPE_CHECKING:
    from collections.abc import Mapping

M = DeliveryMode
DID = frozenset({Verb.LED, Verb.CO_LED})
# What who led it for the municipality did, by the way in which it was given.
LED_AS: Mapping[str, Verb] = {
    M.CO_LED: Verb.CO_LED,
    M.LEAD_SUPERVISED: Verb.LED,
    M.LEAD_BACKUP: Verb.LED,
    M.INDEPENDENT: Verb.LED,
}


def did_after(verb: str, *, mode: str, is_coach: bool, was_coach: bool) -> str | None:
    """What somebody did after a correction; nothing when they only were thought to do it."""
    if is_coach and mode in LED_AS and verb != Verb.ATTENDED:
        return LED_AS[mode]
    if verb not in DID:
        return verb
    if mode not in LED_AS:
        return Verb.LOOKED_ALONG if mode == M.OBSERVE else None
    return None if was_coach else verb


def hours_after(told: Decimal, *, before: Decimal, after: Decimal) -> Decimal:
    """How long somebody was there after a correction of the whole: as long as the whole, or their own part of it."""
    return after if told >= before else min(told, after)
