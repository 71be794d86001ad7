"""The door to people: who somebody is, what they may see, and the scope they work in."""

from __future__ import annotations

from people.permissions import (
    SMALLEST_GROUP,
    VISIBILITY,
    OwnContentPolicy,
    can_enrol,
    can_see,
    can_see_totals,
    reach_into,
    reaches_if_shared,
    readers_of,
    sight,
)
from people.rules.groups import Finish, Group, counted, groups_to_show, team_sizes
from people.selectors import (
    LEARNING,
    NOBODY,
    Reach,
    Standing,
    counts_per_role,
    ground_of,
    learning_on,
    looks_at,
    people_in,
    standing_of,
    teams_in_reach,
)
from people.services import (
    add_municipality,
    add_person,
    add_team,
    give_role,
    keep_writing_area,
    make_platform_administrator,
    note_looks,
)
from people.tenancy import (
    CompiledUpdateWithin,
    CompiledWithin,
    everywhere,
    require_within,
    within,
    within_all,
)

# Where the session keeps for which of their municipalities somebody works.
CHOSEN = "municipality"

__all__ = [
    "CHOSEN",
    "LEARNING",
    "NOBODY",
    "SMALLEST_GROUP",
    "VISIBILITY",
    "CompiledUpdateWithin",
    "CompiledWithin",
    "Finish",
    "Group",
    "OwnContentPolicy",
    "Reach",
    "Standing",
    "add_municipality",
    "add_person",
    "add_team",
    "can_enrol",
    "can_see",
    "can_see_totals",
    "counted",
    "counts_per_role",
    "everywhere",
    "give_role",
    "ground_of",
    "groups_to_show",
    "keep_writing_area",
    "learning_on",
    "looks_at",
    "make_platform_administrator",
    "note_looks",
    "people_in",
    "reach_into",
    "reaches_if_shared",
    "readers_of",
    "require_within",
    "sight",
    "standing_of",
    "team_sizes",
    "teams_in_reach",
    "within",
    "within_all",
]
