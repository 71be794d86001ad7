"""Where a person stands in a core task, what the next stage asks, and why: the same for whoever looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from progression.choices import EvidenceKind, Stage
from progression.rules.clocks import add_months, is_paused
from progression.rules.evidence import (
    ENOUGH,
    USUAL_TERMS,
    Fact,
    Need,
    Requirement,
    Subject,
    Terms,
    needs,
)
from progression.rules.signing import Seat, Signature, open_seats

WEAK_OBSERVATIONS = 2
# Where somebody goes on when a stage does not hold any more.
FALLS_BACK_TO: dict[int, Stage] = {
    Stage.OBSERVING: Stage.CANDIDATE,
    Stage.TOGETHER: Stage.OBSERVING,
    Stage.SUPERVISED: Stage.TOGETHER,
    Stage.INDEPENDENT: Stage.SUPERVISED,
    Stage.EDUCATOR: Stage.SUPERVISED,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is as it is: a key for a sentence, and what to fill in."""

    key: str
    kind: str = ""
    have: int = 0
    asked: int = 0
    at_least: Decimal | None = None
    months: int | None = None
    on: date | None = None
    capacities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What people have confirmed so far about one person and one core task."""

    stage: int
    since: date
    subject: Subject
    agreed: bool = False
    signatures: tuple[Signature, ...] = ()
    has_left: bool = False
    # What the entry of this stage was signed on and does not count any more.
    fell_away: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Where somebody stands, what the next stage still asks, and whether going back has to be talked about."""

    stage: Stage
    next_stage: Stage | None
    needs: tuple[Need, ...] = ()
    seats: tuple[Seat, ...] = ()
    why: tuple[Reason, ...] = ()
    setbacks: tuple[Reason, ...] = ()

    @property
    def evidence_is_complete(self) -> bool:
        """Whether nothing is missing in the evidence; a stage that asks nothing is never complete."""
        return bool(self.needs) and all(need.missing == 0 for need in self.needs)


def decide(
    standing: Standing,
    *,
    facts: Sequence[Fact],
    requirements: Iterable[Requirement],
    as_of: date,
    terms: Terms = USUAL_TERMS,
) -> Decision:
    """Climb one stage when the evidence is in, the candidate agreed and all signed; otherwise say what is missing."""
    stage = Stage(standing.stage)
    setbacks = setbacks_of(standing, facts=facts, as_of=as_of, terms=terms)
    if stage == Stage.EDUCATOR:
        return Decision(stage, None, why=(Reason("highest"),), setbacks=setbacks)
    following = Stage(stage + 1)
    asked = [each for each in requirements if each.stage == following]
    found = needs(facts, asked, standing.subject, as_of=as_of)
    seats = open_seats(following, standing.signatures)
    why = _why(standing, found, seats, as_of=as_of)
    if why or setbacks:
        return Decision(stage, following, found, seats, why, setbacks)
    return Decision(following, following, found, seats)


def setbacks_of(
    standing: Standing, *, facts: Iterable[Fact], as_of: date, terms: Terms = USUAL_TERMS
) -> tuple[Reason, ...]:
    """Why going back has to be talked about; a person decides, never this."""
    lost = tuple(_fell_away(need) for need in standing.fell_away if standing.stage in FALLS_BACK_TO)
    if standing.stage not in terms.months:
        return lost
    ends_on = add_months(standing.since, terms.months[standing.stage])
    later = _since(facts, standing, as_of)
    weak = [each for each in later if each.kind == EvidenceKind.OBSERVATION and _is_weak(each)]
    serious = [each for each in later if each.kind == EvidenceKind.KNOCK_OUT]
    found = (
        (ends_on <= as_of, Reason("expired", on=ends_on)),
        (len(weak) >= WEAK_OBSERVATIONS, Reason("weak_observations", have=len(weak), at_least=ENOUGH)),
        (bool(serious), Reason("knock_out", have=len(serious))),
    )
    return (*lost, *(reason for applies, reason in found if applies))


def _fell_away(need: Need) -> Reason:
    return replace(reason_of(need), key="fell_away", months=None)


def _since(facts: Iterable[Fact], standing: Standing, as_of: date) -> list[Fact]:
    """What was told about this core task after the stage was entered, each fact once."""
    task = standing.subject.core_task
    unique = {(fact.kind, fact.key): fact for fact in facts}
    return [
        fact
        for fact in unique.values()
        if standing.since < fact.on <= as_of and (not fact.core_tasks or task in fact.core_tasks)
    ]


def _is_weak(fact: Fact) -> bool:
    return fact.value is not None and fact.value < ENOUGH


def _why(
    standing: Standing, found: Sequence[Need], seats: Iterable[Seat], *, as_of: date
) -> tuple[Reason, ...]:
    if standing.has_left:
        return (Reason("left"),)
    if is_paused(standing.subject.pauses, on=as_of):
        return (Reason("paused"),)
    if not found:
        return (Reason("no_requirements"),)
    missing = tuple(reason_of(need) for need in found if need.missing)
    if missing:
        return missing
    if not standing.agreed:
        return (Reason("agree"),)
    return tuple(Reason("sign", capacities=tuple(sorted(seat))) for seat in seats)


def reason_of(need: Need) -> Reason:
    """How much there is of what is asked."""
    asked = need.requirement
    return Reason(
        "evidence",
        kind=asked.kind,
        have=len(need.facts),
        asked=asked.times,
        at_least=asked.at_least,
        months=asked.within_months,
    )
