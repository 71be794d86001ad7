"""How many sessions a candidate still has to do before S4, and how many of them the plan of a year gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from progression.choices import DeliveryMode, EvidenceKind, Stage
from progression.rules.forecast import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from progression.rules.coverage import Held
    from progression.rules.degree import Session
    from progression.rules.evidence import Requirement

MONTHS = 12
DAYS_A_MONTH = 30
LEAST_MONTHS_A_STAGE = 1
# As long as nothing was held, a session is counted as this long.
USUAL_HOURS = Decimal(2)
SESSION_KINDS = frozenset(
    {EvidenceKind.OBSERVED_SESSION, EvidenceKind.CO_LED_SESSION, EvidenceKind.LED_SESSION}
)
M = DeliveryMode
# What somebody does in a stage to enter the next.
DONE_IN: dict[int, frozenset[str]] = {
    Stage.TOGETHER: frozenset({M.CO_LED}),
    Stage.SUPERVISED: frozenset({M.LEAD_SUPERVISED, M.LEAD_BACKUP, M.INDEPENDENT}),
}


@dataclass(frozen=True, slots=True)
class OnTheRoad:
    """Somebody in a core task, and since when they are in their stage."""

    held: Held
    since: date


def sessions_asked(requirements: Iterable[Requirement]) -> dict[int, int]:
    """How many sessions each stage asks to enter it."""
    asked: dict[int, int] = {}
    for each in requirements:
        if each.kind in SESSION_KINDS:
            asked[each.stage] = asked.get(each.stage, 0) + each.times
    return asked


def sessions_to_go(road: OnTheRoad, *, asked: Mapping[int, int], sessions: Iterable[Session]) -> int:
    """How many sessions are left until S4; of the next stage what was done since counts already."""
    following = road.held.stage + 1
    ahead = [asked.get(stage, 0) for stage in range(following, Stage.INDEPENDENT + 1)]
    if not ahead:
        return 0
    done = sum(1 for each in sessions if _counts(each, road))
    return max(0, ahead[0] - done) + sum(ahead[1:])


def _counts(session: Session, road: OnTheRoad) -> bool:
    return (
        session.coach == road.held.person
        and session.core_task == road.held.core_task
        and session.on >= road.since
        and session.mode in DONE_IN.get(road.held.stage, ())
    )


def usual_hours(sessions: Sequence[Session]) -> Decimal:
    """How long a session of these usually is."""
    if not sessions:
        return USUAL_HOURS
    return sum((each.hours for each in sessions), Decimal(0)) / len(sessions)


def sessions_a_month(*, planned_hours: Decimal, hours_a_session: Decimal) -> Fraction:
    """How many sessions the plan of a year gives in a month."""
    return Fraction(planned_hours) / MONTHS / Fraction(hours_a_session)


def candidate(road: OnTheRoad, *, to_go: int, per_month: Fraction) -> Candidate:
    """Somebody on the road as the forecast knows them; who is at S4 is there already."""
    stages = max(0, Stage.INDEPENDENT - road.held.stage)
    return Candidate(to_go, per_month, Fraction(stages * LEAST_MONTHS_A_STAGE))


def date_after(day: date, months: float) -> date:
    """The day that lies so many months later, as a forecast means it: not to the day."""
    return day + timedelta(days=round(months * DAYS_A_MONTH))
