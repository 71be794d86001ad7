"""Observations of own coaches beside those of trainers: only counts and means, never one observation."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from core.compiled import Given, OneOf
from people.api import CompiledWithin
from people.choices import Role
from progression.rules.clocks import add_months
from records.choices import ActivityKind
from records.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from people.models import Municipality
    from progression.selectors.members import Member

MONTHS = 12
FEWEST_OBSERVATIONS = 5  # on each side, before quality is shown


@dataclass(frozen=True, slots=True)
class Observed:
    """Means of observations of one side, and how many raters the least rated of them had."""

    means: tuple[Decimal, ...]
    raters: int

    @property
    def mean(self) -> Decimal | None:
        """Their mean, from five on."""
        if len(self.means) < FEWEST_OBSERVATIONS:
            return None
        return sum(self.means, Decimal(0)) / len(self.means)


def observed_sides(
    municipality: Municipality, *, members: Iterable[Member], on: date
) -> tuple[Observed, Observed]:
    """Observations of own coaches, and of trainers, over twelve months, for who had which role then. One query."""
    held = {(each.person, each.role) for each in members if each.role in {Role.COACH, Role.TRAINER}}
    trainers = {person for person, role in held if role == Role.TRAINER}
    found = _OBSERVATIONS.ask(
        municipality_id=municipality.pk,
        people=[person for person, _ in held],
        after=add_months(on, -MONTHS),
        until=on,
    )
    return (
        _side((result, context) for person, result, context in found if person not in trainers),
        _side((result, context) for person, result, context in found if person in trainers),
    )


def _side(rows: Iterable[tuple[dict[str, object], dict[str, object]]]) -> Observed:
    rated = [(result, context) for result, context in rows if result.get("mean") is not None]
    means = tuple(Decimal(str(result["mean"])) for result, _ in rated)
    raters = [int(str(context.get("raters_who_count", 0))) for _, context in rated]
    return Observed(means, min(raters, default=0))


_OBSERVATIONS = CompiledWithin(
    lambda: (
        Record.objects.in_force()
        .filter(
            OneOf("person_id", Given("people")),
            activity_kind=ActivityKind.OBSERVATION,
            occurred_at__date__gt=Given("after"),
            occurred_at__date__lte=Given("until"),
        )
        .values_list("person_id", "result", "context")
    )
)
