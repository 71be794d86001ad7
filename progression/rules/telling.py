"""Which facts of the ledger can count for a stage, and as what."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from progression.choices import CoreTask, DeliveryMode, EvidenceKind
from progression.rules.evidence import Fact
from records.choices import ActivityKind, Verb

E, M = EvidenceKind, DeliveryMode
# What was done, by the name under which the ledger keeps it.
BY_ACTIVITY: dict[tuple[str, str], EvidenceKind] = {
    (Verb.PASSED, "test:eindtoets-basis"): E.BASIC_TEST,
    (Verb.PASSED, "test:situatietoets"): E.SITUATION_TEST,
    (Verb.COMPLETED, "module:M10"): E.LIMITS_MODULE,
    (Verb.COMPLETED, "lesson:M12-L2"): E.DEBRIEF_LESSON,
}
# What counts by what it is, whatever its name.
BY_KIND = (
    ActivityKind.MEETING,
    ActivityKind.OBSERVATION,
    ActivityKind.PROEVE,
    ActivityKind.EVIDENCE,
)
LEADING = frozenset({M.LEAD_SUPERVISED, M.LEAD_BACKUP, M.INDEPENDENT})
ON_CALL = frozenset({M.LEAD_BACKUP, M.INDEPENDENT})
# What somebody did at a confirmed meeting, the ways of giving it for which that counts, and as what.
BY_PART: tuple[tuple[str, Collection[str], EvidenceKind], ...] = (
    (Verb.LED, LEADING, E.LED_SESSION),
    (Verb.LED, ON_CALL, E.LED_ON_CALL),
    (Verb.LED, {M.CO_LED}, E.CO_LED_SESSION),
    (Verb.CO_LED, {M.CO_LED}, E.CO_LED_SESSION),
    (Verb.LOOKED_ALONG, frozenset(M), E.OBSERVED_SESSION),
)
CONSULTATION = "peer_consultation"
AS_EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Told:
    """As much of a record as is needed to say what it counts for."""

    key: str
    verb: str
    activity_kind: str
    activity: str
    on: date
    shows: Collection[str]
    result: Mapping[str, Any]
    context: Mapping[str, Any]


def facts_from(told: Told) -> Iterator[Fact]:
    """Everything that a record counts as."""
    for kind in _kinds(told):
        yield Fact(kind, told.on, told.key, core_tasks=_core_tasks(told), value=_value(told))


def _kinds(told: Told) -> Iterator[str]:
    known = BY_ACTIVITY.get((told.verb, told.activity))
    if known is not None:
        yield known
    elif told.activity_kind == ActivityKind.MEETING:
        yield from _kinds_of_meeting(told)
    elif told.activity_kind == ActivityKind.OBSERVATION and _is_signed_evidence(told):
        yield E.OBSERVATION
        yield from [E.KNOCK_OUT] * bool(told.result.get("knock_out"))
    elif told.activity_kind == ActivityKind.PROEVE:
        yield from [E.PROFICIENCY] * (told.verb == Verb.PASSED)
    elif told.activity_kind == ActivityKind.EVIDENCE:
        yield told.context["kind"]


def _kinds_of_meeting(told: Told) -> Iterator[str]:
    mode = told.context.get("mode")
    yield from (kind for verb, modes, kind in BY_PART if verb == told.verb and mode in modes)
    if told.verb == Verb.ATTENDED and told.context.get("kind") == CONSULTATION:
        yield E.PEER_CONSULTATION


def _is_signed_evidence(told: Told) -> bool:
    context = told.context
    enough = context.get("raters_who_count", 0) >= context.get("raters_needed", 2)
    return bool(context.get("purpose") == AS_EVIDENCE and enough)


def _core_tasks(told: Told) -> frozenset[str]:
    named = {*told.shows, str(told.context.get("core_task"))}
    return frozenset(named) & frozenset(CoreTask.values)


def _value(told: Told) -> Decimal | None:
    mean = told.result.get("mean")
    return None if mean is None else Decimal(mean)
