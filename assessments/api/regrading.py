"""The door to weighing answers again after a key was mended."""

from __future__ import annotations

from assessments.permissions.bank import can_regrade
from assessments.selectors.regrading import Prospect, number_to_regrade, prospect
from assessments.services.regrading import KeyChangedMeanwhileError, regrade

__all__ = ["KeyChangedMeanwhileError", "Prospect", "can_regrade", "number_to_regrade", "prospect", "regrade"]
