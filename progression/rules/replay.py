"""Going a road again from its changes and signatures, and saying where what is stored differs."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from progression.choices import Stage
from progression.rules.signing import Signature, open_seats

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

FIRST = Stage.APPLIED


@dataclass(frozen=True, slots=True)
class Change:
    """A change of stage as it was put on record."""

    entry: int
    from_stage: int
    to_stage: int
    on: date


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that was not taken back, for the change after so many others, with its evidence."""

    entry: int
    stage: int
    signature: Signature
    evidence: Mapping[str, Any]
    evidence_hash: str


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored of a trajectory."""

    stage: int
    entry: int
    since: date


def differences(stored: Stored, changes: Sequence[Change], signed: Sequence[Signed]) -> tuple[str, ...]:
    """Everything that is not as the changes and signatures say, as keys."""
    return tuple(_found(stored, sorted(changes, key=lambda each: each.entry), signed))


def hash_of(evidence: Mapping[str, Any]) -> str:
    """A mark by which a change of evidence would show."""
    return hashlib.sha256(json.dumps(evidence, sort_keys=True).encode()).hexdigest()


def _found(stored: Stored, changes: Sequence[Change], signed: Sequence[Signed]) -> Iterator[str]:
    stage: int = FIRST
    for number, change in enumerate(changes, start=1):
        if change.entry != number or change.from_stage != stage:
            yield "gap"
        stage = change.to_stage
        if change.to_stage > change.from_stage and _is_unsigned(change, signed):
            yield "unsigned"
    if stored.stage != stage:
        yield "stage"
    if stored.entry != len(changes):
        yield "number"
    if changes and stored.since != changes[-1].on:
        yield "since"
    if any(hash_of(each.evidence) != each.evidence_hash for each in signed):
        yield "evidence"


def _is_unsigned(change: Change, signed: Sequence[Signed]) -> bool:
    given = [
        each.signature for each in signed if each.entry == change.entry - 1 and each.stage == change.to_stage
    ]
    return bool(open_seats(change.to_stage, given))
