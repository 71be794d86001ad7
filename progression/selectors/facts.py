"""What `manage.py facts` says of the takeover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from people.api import within
from people.models import Municipality
from progression.selectors.numbers import numbers_of

if TYPE_CHECKING:
    from datetime import date


def handover_facts(*, on: date) -> dict[str, dict[str, Any]]:
    """Per municipality that uses the platform: its phase, both shares and the expected date."""
    return {each.slug: _of(each, on) for each in Municipality.objects.active()}


def _of(municipality: Municipality, on: date) -> dict[str, Any]:
    with within(municipality):
        numbers = numbers_of(municipality, on=on)
        found = numbers.degree
        return {
            "phase": f"F{numbers.picture.takeover.phase}",
            "strict": None if found.strict is None else round(float(found.strict), 3),
            "weighted": None if found.weighted is None else round(float(found.weighted), 3),
            "says_enough": found.says_enough,
            "forecast": numbers.takeover_on,
        }
