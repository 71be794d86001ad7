"""How much there is to play and was played."""

from __future__ import annotations

from dataclasses import dataclass

from people.api import everywhere
from roleplays.models import LiveSession, RolePlayRun
from roleplays.selectors.scenarios import current_versions, scenario_of_version


@dataclass(frozen=True, slots=True)
class PlayCounts:
    """Numbers over all municipalities, never about a person."""

    scenarios: int
    scenario_nodes: int
    role_play_runs: int
    live_sessions: int


def play_counts() -> PlayCounts:
    """What the installation holds of role-plays. Three queries."""
    scenarios = [scenario_of_version(version) for version in current_versions()]
    with everywhere():
        return PlayCounts(
            scenarios=len(scenarios),
            scenario_nodes=sum(len(scenario.nodes) for scenario in scenarios),
            role_play_runs=RolePlayRun.objects.count(),
            live_sessions=LiveSession.objects.count(),
        )
