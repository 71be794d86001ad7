"""Who may assess whom: two people, one of them from outside, who did not coach and are not in the same line (e.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from certification.choices import Conflict, SeatKind
from people.choices import Role
from progression.choices import Stage

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


@dataclass(frozen=True, slots=True)
class Assessor:
    """Somebody who might assess a candidate, as far as the rules ask."""

    person: int
    roles: Collection[str] = ()
    stage: int = Stage.APPLIED  # the highest in the core tasks of the proeve
    trains_others: bool = False
    has_coached: bool = False
    is_in_line: bool = False
    is_calibrated: bool = False


def conflicts(assessor: Assessor, *, candidate: int, kind: SeatKind) -> tuple[Conflict, ...]:
    """Everything that keeps somebody from a seat; nothing when they may take it."""
    found = (
        (Conflict.CANDIDATE, assessor.person == candidate),
        (Conflict.COACHED, assessor.has_coached),
        (Conflict.SAME_LINE, assessor.is_in_line),
        (Conflict.NOT_TRAINED, not _is_trained(assessor)),
        (Conflict.NOT_EXTERNAL, kind == SeatKind.EXTERNAL and Role.TRAINER not in assessor.roles),
        (Conflict.NOT_CALIBRATED, not assessor.is_calibrated),
    )
    return tuple(conflict for conflict, applies in found if applies)


def problems_of_pair(
    external: Assessor, second: Assessor, *, candidate: int
) -> Sequence[tuple[SeatKind, Conflict]]:
    """What is wrong with two assessors, each with the seat that it is about."""
    found = [(SeatKind.EXTERNAL, c) for c in conflicts(external, candidate=candidate, kind=SeatKind.EXTERNAL)]
    found += [(SeatKind.SECOND, c) for c in conflicts(second, candidate=candidate, kind=SeatKind.SECOND)]
    if external.person == second.person:
        found.append((SeatKind.SECOND, Conflict.TWICE))
    return found


def _is_trained(assessor: Assessor) -> bool:
    is_grown_coach = assessor.trains_others or assessor.stage >= Stage.INDEPENDENT
    return Role.TRAINER in assessor.roles or (Role.COACH in assessor.roles and is_grown_coach)
