"""The door to role-plays."""

from __future__ import annotations

from roleplays.rules.outcome import PrincipleScore, profile_of
from roleplays.rules.play import NotOnOffer
from roleplays.rules.road import road_of
from roleplays.selectors.problems import flaw_text, report_lines
from roleplays.selectors.runs import Played, finished_scenarios, played, runs_visible_to
from roleplays.selectors.scenarios import (
    latest_version,
    playable_versions,
    scenario_of,
    scenario_of_version,
    scenarios_visible_to,
)
from roleplays.services.loading import ScenarioReport, check_scenarios, load_scenarios
from roleplays.services.runs import Moved, keep_reflection, make_move, start_run, take_back
from roleplays.services.scenarios import freeze

__all__ = [
    "Moved",
    "NotOnOffer",
    "Played",
    "PrincipleScore",
    "ScenarioReport",
    "check_scenarios",
    "finished_scenarios",
    "flaw_text",
    "freeze",
    "keep_reflection",
    "latest_version",
    "load_scenarios",
    "make_move",
    "playable_versions",
    "played",
    "profile_of",
    "report_lines",
    "road_of",
    "runs_visible_to",
    "scenario_of",
    "scenario_of_version",
    "scenarios_visible_to",
    "start_run",
    "take_back",
]
