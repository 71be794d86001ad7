"""A case as reviewable text: what docs/case-format.md says. No database, no clock."""

from __future__ import annotations

from casestudies.rules.case_text.problems import CaseProblem
from casestudies.rules.case_text.reading import CaseFile, read_case

__all__ = ["CaseFile", "CaseProblem", "read_case"]
