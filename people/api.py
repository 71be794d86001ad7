"""The door to people: who somebody is, what they may see, and the scope they work in."""

from __future__ import annotations

from people.permissions import (
    SMALLEST_GROUP,
    VISIBILITY,
    can_enrol,
    can_see,
    can_see_totals,
    sight,
)
from people.selectors import (
    NOBODY,
    Reach,
    Standing,
    counts_per_role,
    looks_at,
    people_in,
    standing_of,
    teams_visible_to,
)
from people.services import add_municipality, add_person, add_team, give_role, note_looks
from people.tenancy import everywhere, within, within_all

# Where the session keeps for which of their municipalities somebody works.
CHOSEN = "municipality"

__all__ = [
    "CHOSEN",
    "NOBODY",
    "SMALLEST_GROUP",
    "VISIBILITY",
    "Reach",
    "Standing",
    "add_municipality",
    "add_person",
    "add_team",
    "can_enrol",
    "can_see",
    "can_see_totals",
    "counts_per_role",
    "everywhere",
    "give_role",
    "looks_at",
    "note_looks",
    "people_in",
    "sight",
    "standing_of",
    "teams_visible_to",
    "within",
    "within_all",
]
