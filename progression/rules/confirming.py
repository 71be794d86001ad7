"""Which evidence people confirm, and in which role. Everything else is counted from what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from progression.choices import EvidenceKind, SignerRole

if TYPE_CHECKING:
    from collections.abc import Collection

E = EvidenceKind
_TRAINER = frozenset({SignerRole.TRAINER})
_ABOVE = frozenset({SignerRole.MANAGER, SignerRole.LEAD})
CONFIRMED_BY: dict[EvidenceKind, frozenset[SignerRole]] = {
    E.MOTIVATION: _TRAINER,
    E.ROLE_DESCRIPTION: _TRAINER | _ABOVE,
    E.TIME_AGREED: _ABOVE,
    E.INTAKE: _TRAINER,
    E.START_AGREEMENT: _TRAINER,
    E.DEBRIEF: _TRAINER,
    E.HARD_PART: _TRAINER,
}


def may_confirm(kind: str, roles: Collection[str]) -> bool:
    """Whether somebody in these roles may say that a candidate showed this."""
    return bool(CONFIRMED_BY.get(EvidenceKind(kind), frozenset()) & frozenset(roles))


def confirms(roles: Collection[str]) -> tuple[EvidenceKind, ...]:
    """What somebody in these roles may confirm."""
    return tuple(kind for kind in CONFIRMED_BY if may_confirm(kind, roles))
