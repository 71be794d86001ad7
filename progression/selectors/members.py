"""Who has which role in a municipality, once for everything that asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.compiled import Given
from people.api import LEARNING, CompiledWithin
from people.models import Membership

if TYPE_CHECKING:
    from datetime import date

    from people.models import Municipality


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a role, perhaps in a team."""

    person: int
    team: int | None
    role: str

    @property
    def learns(self) -> bool:
        """Whether somebody learns in this role."""
        return self.role in LEARNING


def members_on(day: date, *, municipality: Municipality) -> tuple[Member, ...]:
    """Who has which role in a municipality on a day. One query."""
    rows = _MEMBERS.ask(municipality_id=municipality.pk, day=day)
    return tuple(Member(*row) for row in rows)


_MEMBERS = CompiledWithin(
    lambda: Membership.objects.on(Given("day")).order_by().values_list("person_id", "team_id", "role")
)
