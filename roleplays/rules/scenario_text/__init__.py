"""A scenario as reviewable text: what docs/scenario-format.md says, read and written. No database, no clock."""

from __future__ import annotations

from roleplays.rules.scenario_text.reading import Source, read_scenario
from roleplays.rules.scenario_text.writing import write_scenario

__all__ = ["Source", "read_scenario", "write_scenario"]
