"""What role-plays keep."""

from __future__ import annotations

from roleplays.models.runs import RolePlayRun
from roleplays.models.scenarios import RolePlayScenario, ScenarioVersion

__all__ = ["RolePlayRun", "RolePlayScenario", "ScenarioVersion"]
