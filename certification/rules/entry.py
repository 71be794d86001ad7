"""Whether somebody may do the proeve, and when they may do it again (domain text e.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from certification.choices import EntryNeed
from progression.choices import EvidenceKind, Stage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

N = EntryNeed
BY_FACT: tuple[tuple[EntryNeed, EvidenceKind], ...] = (
    (N.FINAL_TEST, EvidenceKind.BASIC_TEST),
    (N.SITUATIONS, EvidenceKind.SITUATION_TEST),
    (N.LIMITS, EvidenceKind.LIMITS_MODULE),
    (N.PORTFOLIO, EvidenceKind.PORTFOLIO),
)
# What others add after somebody asked for a proeve.
LATER = frozenset({N.MANDATE})
# Weeks between "not yet" and the next proeve, by how often it was "not yet" so far; later ones wait as the last.
WEEKS_BETWEEN: tuple[int, ...] = (4, 8)
# From this many times "not yet" on, a conversation of trainer, candidate and manager comes first.
CONVERSATION_AFTER = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of somebody on a day: what they showed, how far they are, and who said yes."""

    shown: Collection[str]
    stages: Mapping[str, int]
    core_tasks: Collection[str]
    says_ready: bool = False
    has_mandate: bool = False


@dataclass(frozen=True, slots=True)
class Retake:
    """From which day somebody may do it again, and whether a conversation has to come first."""

    from_day: date | None = None
    needs_conversation: bool = False

    def allows(self, day: date, *, conversation_on: date | None = None) -> bool:
        """Whether a proeve on a day keeps the terms."""
        talked = conversation_on is not None and conversation_on <= day
        return (self.from_day is None or day >= self.from_day) and (talked or not self.needs_conversation)


def missing(candidate: Candidate) -> tuple[EntryNeed, ...]:
    """What is not there yet; without core tasks nobody is at S3."""
    stages = [candidate.stages.get(task, Stage.APPLIED) for task in candidate.core_tasks]
    held = {need for need, kind in BY_FACT if kind in candidate.shown}
    further = (
        (N.STAGE, bool(stages) and min(stages) >= Stage.SUPERVISED),
        (N.READINESS, candidate.says_ready),
        (N.MANDATE, candidate.has_mandate),
    )
    held |= {need for need, is_there in further if is_there}
    return tuple(need for need in EntryNeed if need not in held)


def blocks_asking(found: Iterable[EntryNeed]) -> tuple[EntryNeed, ...]:
    """What has to be there when somebody asks for a proeve: their readiness they say then, the mandate comes after."""
    return tuple(need for need in found if need not in LATER and need != N.READINESS)


def retake(not_yet_on: Collection[date]) -> Retake:
    """The terms for the next proeve, from the days on which it was "not yet"; a stopped proeve is no failed one."""
    if not not_yet_on:
        return Retake()
    times = len(not_yet_on)
    weeks = WEEKS_BETWEEN[min(times, len(WEEKS_BETWEEN)) - 1]
    return Retake(max(not_yet_on) + timedelta(weeks=weeks), times >= CONVERSATION_AFTER)
