"""In which way a meeting is given follows from who leads, co-leads, looks along and can be reached (domain text f.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from progression.choices import DeliveryMode
from trainings.choices import Part

if TYPE_CHECKING:
    from collections.abc import Collection

# The heaviest first: who leads and also looks along, leads.
_BY_WEIGHT = (Part.LEADS, Part.CO_LEADS, Part.OBSERVES, Part.ON_CALL)
_MODES: dict[tuple[Part | None, Part | None], DeliveryMode] = {
    # The heaviest part of somebody of the municipality, and of somebody from outside.
    (Part.LEADS, Part.LEADS): DeliveryMode.CO_LED,
    (Part.LEADS, Part.CO_LEADS): DeliveryMode.CO_LED,
    (Part.LEADS, Part.OBSERVES): DeliveryMode.LEAD_SUPERVISED,
    (Part.LEADS, Part.ON_CALL): DeliveryMode.LEAD_BACKUP,
    (Part.LEADS, None): DeliveryMode.INDEPENDENT,
    (Part.CO_LEADS, Part.LEADS): DeliveryMode.CO_LED,
    (Part.OBSERVES, Part.LEADS): DeliveryMode.OBSERVE,
    (Part.ON_CALL, Part.LEADS): DeliveryMode.EXTERNAL_ONLY,
    (None, Part.LEADS): DeliveryMode.EXTERNAL_ONLY,
}


@dataclass(frozen=True, slots=True)
class Doer:
    """Somebody who does something at a meeting, from the municipality or from outside."""

    person: int
    part: Part
    is_external: bool


def delivery_mode(doers: Collection[Doer]) -> DeliveryMode | None:
    """In which way the meeting is given, or None as long as nobody leads."""
    return _MODES.get((_heaviest(doers, external=False), _heaviest(doers, external=True)))


def _heaviest(doers: Collection[Doer], *, external: bool) -> Part | None:
    parts = {doer.part for doer in doers if doer.is_external == external}
    return next((part for part in _BY_WEIGHT if part in parts), None)
