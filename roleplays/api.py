"""The door to role-plays."""

from __future__ import annotations

from roleplays.selectors.scenarios import (
    latest_version,
    playable_versions,
    scenario_of,
    scenario_of_version,
    scenarios_visible_to,
)
from roleplays.services.scenarios import freeze

__all__ = [
    "freeze",
    "latest_version",
    "playable_versions",
    "scenario_of",
    "scenario_of_version",
    "scenarios_visible_to",
]
