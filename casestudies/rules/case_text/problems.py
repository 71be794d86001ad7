"""What can be wrong with the text of a case beside its named values."""

from __future__ import annotations

from enum import StrEnum


class CaseProblem(StrEnum):
    """A kind of mistake that only the text of a case can have."""

    FLAW = "flaw"
    PERSONAL_DETAIL = "personal_detail"
    PITFALL_WITHOUT_WHY = "pitfall_without_why"
    CODE_TAKEN = "code_taken"
