"""A signed observation as a fact in the ledger, and taking that fact back."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.utils.timezone import get_current_timezone

from assessments.rules.observing import Reason
from progression.api import consider, evaluate
from records.api import Statement, record, record_of, revoke
from records.choices import ActivityKind, Verb

if TYPE_CHECKING:
    from datetime import date

    from assessments.models import Observation
    from assessments.rules.observing import Line
    from assessments.selectors.sheets import Sheet
    from people.models import User

NOON = time(12)


def state_in_the_ledger(sheet: Sheet) -> None:
    """State that somebody was observed, with what it came to and how, so that it explains itself."""
    observation, result = sheet.observation, sheet.result
    statement = Statement(
        verb=Verb.OBSERVED,
        activity_kind=ActivityKind.OBSERVATION,
        activity=activity_of(observation),
        occurred_at=_moment(observation.occurred_on),
        title=observation.activity,
        result={
            "outcome": str(result.outcome),
            "mean": None if result.mean is None else str(result.mean),
            "knock_out": any(why == Reason.KNOCK_OUT for why, _code in result.reasons),
            "criteria": {line.code: None if line.mean is None else str(line.mean) for line in result.lines},
        },
        context=_context(sheet),
        shows=_shown(sheet),
    )
    record(person=observation.candidate, municipality=observation.municipality, statement=statement)
    consider(person=observation.candidate, municipality=observation.municipality, statements=[statement])


def take_back_from_the_ledger(observation: Observation, *, person: User, why: str, now: datetime) -> None:
    """Take back that it counts, with who did that and why."""
    found = record_of(
        person=observation.candidate,
        municipality=observation.municipality,
        verb=Verb.OBSERVED,
        activity=activity_of(observation),
    )
    if found is not None:
        revoke(record_id=found.pk, person=person, reason=why, now=now)
        evaluate(person=observation.candidate, municipality=observation.municipality)


def activity_of(observation: Observation) -> str:
    """How the ledger names an observation."""
    return f"observation:{observation.client_key}"


def _context(sheet: Sheet) -> dict[str, Any]:
    """How it came about."""
    observation = sheet.observation
    return {
        "rubric": sheet.rubric.code,
        "version": observation.rubric_version.number,
        "criteria": [[each.code, each.title] for each in sheet.rubric.criteria],
        "weights": sheet.rubric.weights_for(observation.role),
        "role": observation.role,
        "purpose": observation.purpose,
        "core_task": observation.core_task,
        "raters": len(sheet.rated),
        "raters_who_count": len(sheet.counting),
        "raters_needed": observation.required_raters,
    }


def _shown(sheet: Sheet) -> tuple[str, ...]:
    """The competencies that a session shows: nothing unless it counts as evidence and is sufficient."""
    if not (sheet.counts_once_signed and sheet.result.is_enough):
        return ()
    return tuple(line.code for line in sheet.result.lines if _is_shown(line, sheet))


def _is_shown(line: Line, sheet: Sheet) -> bool:
    return line.mean is not None and line.mean >= sheet.rubric.sufficient


def _moment(day: date) -> datetime:
    return datetime.combine(day, NOON, get_current_timezone())
