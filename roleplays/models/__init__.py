"""What role-plays keep."""

from __future__ import annotations

from roleplays.models.live import LiveSession, Participant, SessionEvent
from roleplays.models.runs import RolePlayRun
from roleplays.models.scenarios import RolePlayScenario, ScenarioVersion

__all__ = [
    "LiveSession",
    "Participant",
    "RolePlayRun",
    "RolePlayScenario",
    "ScenarioVersion",
    "SessionEvent",
]
