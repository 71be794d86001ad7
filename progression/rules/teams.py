"""How far a team is: who leads its meetings now. It says something about a team, never about a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from progression.choices import DeliveryMode, TeamLevel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from progression.rules.degree import Session

M = DeliveryMode
LEVELS: dict[str, TeamLevel] = {
    M.EXTERNAL_ONLY: TeamLevel.TRAINER,
    M.OBSERVE: TeamLevel.TRAINER,
    M.CO_LED: TeamLevel.TOGETHER,
    M.LEAD_SUPERVISED: TeamLevel.SUPERVISED,
    M.LEAD_BACKUP: TeamLevel.INDEPENDENT,
    M.INDEPENDENT: TeamLevel.INDEPENDENT,
}
LAST = 3  # meetings that are looked at


def level_of(sessions: Sequence[Session]) -> TeamLevel:
    """The lowest level of a team's last three meetings: one good day is no takeover."""
    last = sorted(sessions, key=lambda each: each.on)[-LAST:]
    return min((LEVELS[each.mode] for each in last), default=TeamLevel.NOT_BEGUN)
