"""The takeover of a municipality, for the fences: work that was done, a plan, agreements."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from people.api import within
from people.models import Municipality, User
from progression.choices import CoreTask
from progression.models import Delivery, MonthlyFigures, PhaseChange, PhaseTick, PlannedTask, Takeover
from tests.factories.takeover import delivered, planned, takeover

MODELS = (Delivery, Takeover, PlannedTask, PhaseTick, PhaseChange, MonthlyFigures)


def own_takeover(coach: User, municipality: Municipality, other: Municipality, *, mark: str) -> None:
    """Enough work for every number, with a mark in its title; also the other municipality may look at its own."""
    with within(municipality):
        takeover(municipality)
        planned(municipality, CoreTask.KT2, 40)
        for _ in range(6):
            delivered(municipality, title=mark, coach=coach, hours=Decimal(4))
    with within(other):
        takeover(other)


SAMPLES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "progression:number": lambda _: {"number": "strikt"},
}
SENT = {"window_days": "90", "hours_KT2": "10"}
OWN = "numbers and agreements of one's own municipality"
SHARED = dict.fromkeys(
    (
        "progression:takeover",
        "progression:number",
        "progression:board",
        "progression:plan",
        "progression:agreements",
    ),
    OWN,
)
