"""What a stage asks, what counts for it, and the defaults of domain text f.2 as one table."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from progression.choices import EvidenceKind, Span, Stage
from progression.rules.clocks import window_start

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from progression.rules.clocks import Pause

YEAR = 12
ENOUGH = Decimal("2.5")
E, S = EvidenceKind, Stage


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a person did and that can count; without core tasks it counts for all of them."""

    kind: str
    on: date
    key: str
    core_tasks: frozenset[str] = frozenset()
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """To enter a stage, show something so many times, recently enough and well enough."""

    stage: int
    kind: str
    times: int = 1
    at_least: Decimal | None = None
    within_months: int | None = YEAR
    span: str = Span.TASK


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement with the facts that count for it, the latest first."""

    requirement: Requirement
    facts: tuple[Fact, ...] = field(default=())

    @property
    def missing(self) -> int:
        """How many more are asked."""
        return max(0, self.requirement.times - len(self.facts))


@dataclass(frozen=True, slots=True)
class Subject:
    """What is looked at: a core task, with the tasks of its cluster and the pauses of the person."""

    core_task: str
    cluster: frozenset[str]
    pauses: tuple[Pause, ...] = ()


def _once(stage: Stage, *kinds: EvidenceKind, span: Span = Span.PERSON) -> tuple[Requirement, ...]:
    return tuple(Requirement(stage, kind, within_months=None, span=span) for kind in kinds)


DEFAULTS: tuple[Requirement, ...] = (
    *_once(S.CANDIDATE, E.MOTIVATION, E.ROLE_DESCRIPTION, E.TIME_AGREED, E.INTAKE),
    *_once(S.OBSERVING, E.BASIC_TEST, E.LIMITS_MODULE, E.START_AGREEMENT),
    Requirement(S.TOGETHER, E.OBSERVED_SESSION, times=2),
    Requirement(S.TOGETHER, E.DEBRIEF),
    *_once(S.TOGETHER, E.DEBRIEF_LESSON, E.CALIBRATION),
    Requirement(S.SUPERVISED, E.CO_LED_SESSION, times=3),
    Requirement(S.SUPERVISED, E.HARD_PART),
    Requirement(S.SUPERVISED, E.OBSERVATION, times=2, at_least=ENOUGH),
    Requirement(S.SUPERVISED, E.PEER_CONSULTATION, times=2, span=Span.PERSON),
    Requirement(S.INDEPENDENT, E.LED_SESSION, times=4),
    Requirement(S.INDEPENDENT, E.LED_ON_CALL, times=2),
    Requirement(S.INDEPENDENT, E.OBSERVATION, times=3, at_least=ENOUGH),
    *_once(S.INDEPENDENT, E.SITUATION_TEST),
    *_once(S.INDEPENDENT, E.PORTFOLIO, span=Span.TASK),
    Requirement(S.INDEPENDENT, E.PROFICIENCY, span=Span.CLUSTER),
    Requirement(S.EDUCATOR, E.GUIDED_TO_S4, times=2, within_months=None, span=Span.PERSON),
    Requirement(S.EDUCATOR, E.CALIBRATION, span=Span.PERSON),
    Requirement(S.EDUCATOR, E.CO_ASSESSED, within_months=None, span=Span.PERSON),
)
# Weeks in a stage before the next is expected.
TARGET_WEEKS: dict[int, int] = {S.CANDIDATE: 4, S.OBSERVING: 8, S.TOGETHER: 12, S.SUPERVISED: 16}
# Months for which an entry holds.
VALID_MONTHS: dict[int, int] = {S.INDEPENDENT: 24, S.EDUCATOR: 24}


@dataclass(frozen=True, slots=True)
class Terms:
    """Per stage the weeks before the next is expected, and the months for which an entry holds."""

    weeks: Mapping[int, int]
    months: Mapping[int, int]


USUAL_TERMS = Terms(TARGET_WEEKS, VALID_MONTHS)
CLUSTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("introduce-and-practise", ("KT1", "KT3")),
    ("train-and-consult", ("KT2", "KT5")),
    ("coach", ("KT4",)),
    ("steer", ("KT6", "KT7")),
    ("educate", ("KT8",)),
)


def counts(fact: Fact, requirement: Requirement, subject: Subject, *, as_of: date) -> bool:
    """Whether a fact counts for a requirement on a day."""
    return (
        fact.kind == requirement.kind
        and fact.on <= as_of
        and _is_recent(fact, requirement, subject, as_of)
        and _is_about(fact, requirement, subject)
        and _is_good(fact, requirement)
    )


def needs(
    facts: Iterable[Fact], requirements: Iterable[Requirement], subject: Subject, *, as_of: date
) -> tuple[Need, ...]:
    """Give each requirement with what counts for it; a fact that was told twice counts once."""
    unique = {(fact.kind, fact.key): fact for fact in facts}
    latest_first = sorted(unique.values(), key=lambda fact: (fact.on, fact.key), reverse=True)
    return tuple(
        Need(each, tuple(fact for fact in latest_first if counts(fact, each, subject, as_of=as_of)))
        for each in requirements
    )


@dataclass(frozen=True, slots=True)
class Signed:
    """What a stage asked when its entry was signed, with the keys of the facts that counted for it then."""

    requirement: Requirement
    keys: frozenset[str]


def fell_away(
    signed: Iterable[Signed], facts: Iterable[Fact], subject: Subject, *, since: date
) -> tuple[Need, ...]:
    """What a stage was entered on and is not there any more, when what is there now would not have been enough."""
    told = tuple(facts)
    known = {fact.key for fact in told}
    shaken = [each.requirement for each in signed if not each.keys <= known]
    return tuple(need for need in needs(told, shaken, subject, as_of=since) if need.missing)


def _is_recent(fact: Fact, requirement: Requirement, subject: Subject, as_of: date) -> bool:
    months = requirement.within_months
    return months is None or fact.on >= window_start(as_of, months=months, pauses=subject.pauses)


def _is_about(fact: Fact, requirement: Requirement, subject: Subject) -> bool:
    if requirement.span == Span.PERSON or not fact.core_tasks:
        return True
    wanted = subject.cluster if requirement.span == Span.CLUSTER else frozenset({subject.core_task})
    return bool(fact.core_tasks & wanted)


def _is_good(fact: Fact, requirement: Requirement) -> bool:
    if requirement.at_least is None:
        return True
    return fact.value is not None and fact.value >= requirement.at_least
