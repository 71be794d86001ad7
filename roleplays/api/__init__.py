"""The door to role-plays."""

from __future__ import annotations

from roleplays.permissions import can_move, can_open_session, can_see_everybody, can_see_walks, can_steer
from roleplays.rules.outcome import PrincipleScore, profile_of
from roleplays.rules.play import NotOnOffer
from roleplays.rules.road import road_of
from roleplays.selectors.cards import ScenarioCard, codes_of_scenarios, scenario_cards
from roleplays.selectors.exchange import (
    FORMATS,
    bring_scenario,
    brought_lines,
    remark_line,
    take_scenario,
    to_mend,
)
from roleplays.selectors.heat import band_words, heat_of
from roleplays.selectors.lines import lines_of
from roleplays.selectors.live import (
    AtTheTable,
    revision_for,
    session_with_code,
    sessions_for_teams_of,
    sessions_visible_to,
)
from roleplays.selectors.map import ScenarioMap, map_of
from roleplays.selectors.planning import meetings_to_play_at, observable_in, teams_to_play_with
from roleplays.selectors.problems import flaw_text, obstacles_in, report_lines
from roleplays.selectors.runs import Played, finished_scenarios, open_runs, played, runs_visible_to
from roleplays.selectors.scenarios import (
    activities_to_observe,
    found_scenarios,
    latest_version,
    playable_versions,
    scenario_of,
    scenario_of_version,
    scenarios_visible_to,
)
from roleplays.selectors.size import PlayCounts, play_counts
from roleplays.selectors.traffic import SETTLED, Walked, WalkedSight, walked_visible_to
from roleplays.selectors.uses import scenarios_with_cases
from roleplays.services.exchange import bring_in
from roleplays.services.live import (
    Closed,
    Planned,
    Seen,
    command,
    give_seat,
    join,
    leave,
    move_session,
    note,
    open_session,
)
from roleplays.services.loading import ScenarioReport, check_scenarios, load_scenarios
from roleplays.services.observing import observe
from roleplays.services.runs import Moved, keep_reflection, make_move, start_run, take_back
from roleplays.services.scenarios import freeze

__all__ = [
    "FORMATS",
    "SETTLED",
    "AtTheTable",
    "Closed",
    "Moved",
    "NotOnOffer",
    "Planned",
    "PlayCounts",
    "Played",
    "PrincipleScore",
    "ScenarioCard",
    "ScenarioMap",
    "ScenarioReport",
    "Seen",
    "Walked",
    "WalkedSight",
    "activities_to_observe",
    "band_words",
    "bring_in",
    "bring_scenario",
    "brought_lines",
    "can_move",
    "can_open_session",
    "can_see_everybody",
    "can_see_walks",
    "can_steer",
    "check_scenarios",
    "codes_of_scenarios",
    "command",
    "finished_scenarios",
    "flaw_text",
    "found_scenarios",
    "freeze",
    "give_seat",
    "heat_of",
    "join",
    "keep_reflection",
    "latest_version",
    "leave",
    "lines_of",
    "load_scenarios",
    "make_move",
    "map_of",
    "meetings_to_play_at",
    "move_session",
    "note",
    "observable_in",
    "observe",
    "obstacles_in",
    "open_runs",
    "open_session",
    "play_counts",
    "playable_versions",
    "played",
    "profile_of",
    "remark_line",
    "report_lines",
    "revision_for",
    "road_of",
    "runs_visible_to",
    "scenario_cards",
    "scenario_of",
    "scenario_of_version",
    "scenarios_visible_to",
    "scenarios_with_cases",
    "session_with_code",
    "sessions_for_teams_of",
    "sessions_visible_to",
    "start_run",
    "take_back",
    "take_scenario",
    "teams_to_play_with",
    "to_mend",
    "walked_visible_to",
]
