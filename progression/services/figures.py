"""Keeping the numbers of a month, so that a trend shows what was known then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from progression.choices import Number
from progression.models import MonthlyFigures
from progression.selectors.explaining import value_of
from progression.selectors.numbers import numbers_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from people.models import Municipality
    from progression.selectors.numbers import Numbers

RULES = 1  # raise it when a number is counted otherwise


def count_month(municipality: Municipality, *, on: date, now: datetime) -> MonthlyFigures:
    """Count the month of a day up to that day and keep it; counting again replaces it, also at the same moment."""
    kept, _ = MonthlyFigures.objects.update_or_create(
        municipality=municipality,
        month=on.replace(day=1),
        defaults={
            "as_of": on,
            "figures": _figures(numbers_of(municipality, on=on)),
            "rules": RULES,
            "counted_at": now,
        },
    )
    return kept


def _figures(numbers: Numbers) -> dict[str, Any]:
    """Exact shares for the trend, and every number as it was shown."""
    found = numbers.degree
    enough = found.says_enough
    return {
        "strict": _exact(found.strict) if enough else None,
        "weighted": _exact(found.weighted) if enough else None,
        "hours": str(found.hours),
        "sessions": found.sessions,
        "phase": numbers.picture.takeover.phase,
        "coverage": {each.core_task: [each.have, each.need] for each in numbers.supplies},
        "shown": {each.value: value_of(numbers, each) for each in Number},
    }


def _exact(share: Any) -> str | None:
    return None if share is None else str(float(share))
