"""The door to role-plays for who writes them."""

from __future__ import annotations

from roleplays.permissions import can_write_in
from roleplays.rules.editing import NEW_END, NEW_SCENE, placed, rewritten, with_new, without
from roleplays.rules.rehearsal import Rehearsal, rehearse
from roleplays.selectors.authoring import (
    draft_of,
    ids_of_blocks,
    scenarios_for_a_list,
    scenarios_within_reach,
    was_published,
)
from roleplays.selectors.heat import NO_HEAT, Heat, Warmth, heat_of
from roleplays.selectors.map import Entry, Place, ScenarioMap, map_of
from roleplays.selectors.scenarios import latest_version, scenario_of, scenario_of_version
from roleplays.selectors.traffic import walked_by_everybody
from roleplays.services.writing import ChangedMeanwhileError, keep_scenes

__all__ = [
    "NEW_END",
    "NEW_SCENE",
    "NO_HEAT",
    "ChangedMeanwhileError",
    "Entry",
    "Heat",
    "Place",
    "Rehearsal",
    "ScenarioMap",
    "Warmth",
    "can_write_in",
    "draft_of",
    "heat_of",
    "ids_of_blocks",
    "keep_scenes",
    "latest_version",
    "map_of",
    "placed",
    "rehearse",
    "rewritten",
    "scenario_of",
    "scenario_of_version",
    "scenarios_for_a_list",
    "scenarios_within_reach",
    "walked_by_everybody",
    "was_published",
    "with_new",
    "without",
]
