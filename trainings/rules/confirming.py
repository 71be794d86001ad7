"""When a meeting may be confirmed, and by whom. What is not confirmed never counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainings.choices import MeetingState, Part, Presence, Problem
from trainings.rules.delivery import delivery_mode

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from trainings.rules.delivery import Doer


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting as far as confirming asks."""

    state: MeetingState
    ends_at: datetime
    doers: tuple[Doer, ...]
    presences: Mapping[int, Presence]
    signed_up: Collection[int] = ()


def were_there(held: Held) -> frozenset[int]:
    """Who was there: who did something on the spot, and who took part for the whole or a part of it."""
    doing = {doer.person for doer in held.doers if doer.part != Part.ON_CALL}
    took_part = {person for person, presence in held.presences.items() if presence != Presence.ABSENT}
    return frozenset(doing | took_part)


def may_keep_attendance(held: Held, person: int) -> bool:
    """Whether somebody says who was there: who leads it."""
    return any(doer.person == person and doer.part in {Part.LEADS, Part.CO_LEADS} for doer in held.doers)


def confirmation_problem(held: Held, *, by: int, now: datetime) -> Problem | None:
    """Why somebody cannot confirm this meeting now."""
    checks = (
        (held.state == MeetingState.CANCELLED, Problem.CANCELLED),
        (held.state == MeetingState.CONFIRMED, Problem.CONFIRMED),
        (now < held.ends_at, Problem.NOT_OVER),
        (by not in were_there(held), Problem.NOT_THERE),
        (delivery_mode(held.doers) is None, Problem.NOBODY_LEADS),
        (not set(held.signed_up) <= set(held.presences), Problem.NO_ATTENDANCE),
    )
    return next((problem for is_so, problem in checks if is_so), None)


def counts(state: MeetingState) -> bool:
    """Whether a meeting counts for anything."""
    return state == MeetingState.CONFIRMED
