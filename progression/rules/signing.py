"""Whose signatures a stage asks, and who may give them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from progression.choices import Capacity, SignerRole, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

C, S = Capacity, Stage
ASSESSORS = frozenset({C.EXTERNAL_ASSESSOR, C.INTERNAL_ASSESSOR})
# Each seat names the capacities that fill it. One of two assessors always comes from the training organisation.
Seat = frozenset[Capacity]
SEATS: dict[int, tuple[Seat, ...]] = {
    S.CANDIDATE: (frozenset({C.TIME}), frozenset({C.FIT})),
    S.OBSERVING: (frozenset({C.QUALITY}),),
    S.TOGETHER: (frozenset({C.QUALITY}),),
    S.SUPERVISED: (frozenset({C.QUALITY}),),
    S.INDEPENDENT: (frozenset({C.EXTERNAL_ASSESSOR}), ASSESSORS, frozenset({C.MANDATE})),
    S.EDUCATOR: (frozenset({C.ORGANISATION}),),
}
# What somebody has to be to sign in a capacity. "educator" is a coach at S5 in the training of coaches.
TRAINER, MANAGER, LEAD, EDUCATOR = (
    SignerRole.TRAINER,
    SignerRole.MANAGER,
    SignerRole.LEAD,
    SignerRole.EDUCATOR,
)
# Who judges quality. A manager and a lead do not.
JUDGES = frozenset({TRAINER, EDUCATOR})
HELD_BY: dict[Capacity, frozenset[SignerRole]] = {
    C.TIME: frozenset({MANAGER}),
    C.FIT: frozenset({TRAINER}),
    C.QUALITY: frozenset({TRAINER}),
    C.EXTERNAL_ASSESSOR: frozenset({TRAINER}),
    C.INTERNAL_ASSESSOR: frozenset({EDUCATOR}),
    C.MANDATE: frozenset({MANAGER, LEAD}),
    C.ORGANISATION: frozenset({TRAINER}),
}


@dataclass(frozen=True, slots=True)
class Signature:
    """That somebody signed, as what, and when."""

    capacity: str
    signer: int
    on: date


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who may or may not sign for a candidate."""

    roles: frozenset[str]
    is_candidate: bool = False
    has_guided: bool = False
    has_signed: bool = False


def open_seats(stage: int, signatures: Iterable[Signature]) -> tuple[Seat, ...]:
    """Whose signatures are still asked; one person fills one seat."""
    waiting = {each.signer: each for each in sorted(signatures, key=lambda each: (each.on, each.signer))}
    still_open = []
    for seat in SEATS[stage]:
        taken = next((signer for signer, each in waiting.items() if each.capacity in seat), None)
        if taken is None:
            still_open.append(seat)
        else:
            del waiting[taken]
    return tuple(still_open)


def capacities_for(signer: Signer, *, stage: int, seats: Iterable[Seat]) -> tuple[Capacity, ...]:
    """As what somebody may fill one of the open seats; nobody signs for themselves or twice."""
    if signer.is_candidate or signer.has_signed:
        return ()
    wanted = frozenset[Capacity]().union(*seats)
    return tuple(c for c in Capacity if c in wanted and _may_sign_as(c, signer, stage))


def role_for(capacity: Capacity, signer: Signer) -> SignerRole:
    """The role in which somebody signs."""
    return SignerRole(min(HELD_BY[capacity] & signer.roles))


def why_not(signer: Signer, *, stage: int, seats: tuple[Seat, ...]) -> str:
    """The reason why somebody may not sign, as a key, or nothing when they may."""
    if signer.is_candidate:
        return "nobody_signs_for_themselves"
    if signer.has_signed:
        return "signed_already"
    if not seats:
        return "nothing_to_sign"
    if capacities_for(signer, stage=stage, seats=seats):
        return ""
    if stage == S.INDEPENDENT and signer.has_guided and signer.roles & {TRAINER, EDUCATOR}:
        return "who_guided_does_not_assess"
    return "other_role_signs"


def _may_sign_as(capacity: Capacity, signer: Signer, stage: int) -> bool:
    if not HELD_BY[capacity] & signer.roles:
        return False
    if capacity in ASSESSORS:  # an assessor did not coach the candidate and does not stand above them
        return not signer.has_guided and MANAGER not in signer.roles
    return not (stage == S.INDEPENDENT and signer.has_guided)
