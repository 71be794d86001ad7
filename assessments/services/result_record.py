"""What the ledger keeps of a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.rules.results import outcomes_as_json
from assessments.rules.terms import terms_from_json
from assessments.selectors.outcomes import outcome_of
from records.api import Statement
from records.choices import ActivityKind, Verb

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from assessments.models import Attempt, AttemptItem
    from assessments.rules.passing import Result

VERBS = {True: Verb.PASSED, False: Verb.FAILED, None: Verb.COMPLETED}


def key_of(attempt: Attempt) -> str:
    """The natural key of its result in the ledger."""
    return f"test:{attempt.quiz.code}:{attempt.number}"


def statement_about(
    attempt: Attempt, rows: Sequence[AttemptItem], result: Result, *, now: datetime, key: str
) -> Statement:
    """That somebody made a test and how it went, with all that is needed to tell it again; no answers."""
    return Statement(
        verb=VERBS[result.is_passed],
        activity_kind=ActivityKind.TEST,
        activity=f"test:{attempt.quiz.code}",
        key=key,
        occurred_at=now,
        title=attempt.title,
        result=attempt.result,
        context={
            "attempt": attempt.number,
            "state": attempt.state,
            "terms": attempt.terms,
            "versions": {row.question: row.version_id for row in rows},
            "weighed_by": {row.question: row.regraded_with_id for row in rows if row.regraded_with_id},
            "questions": outcomes_as_json(outcome_of(row) for row in rows),
        },
        shows=_shows(attempt, rows, result),
    )


def _shows(attempt: Attempt, rows: Sequence[AttemptItem], result: Result) -> tuple[str, ...]:
    """The test; and of a test that counts and was passed, the criteria that were answered right."""
    if not result.is_passed or terms_from_json(attempt.terms).is_private:
        return (attempt.quiz.code,)
    shown = {row.competency for row in rows if row.is_right and row.competency}
    return (attempt.quiz.code, *sorted(shown))
