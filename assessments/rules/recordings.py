"""A standard recording as plain data: the conversation, and what experts agreed on about each criterion."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessments.rules.observing import Given


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says."""

    speaker: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What experts agreed on about one criterion, and why."""

    given: Given
    why: str


@dataclass(frozen=True, slots=True)
class Recording:
    """A conversation that every rater rates."""

    slug: str
    title: str
    rubric: str
    role: str
    situation: str
    turns: tuple[Turn, ...]
    references: dict[str, Expected] = field(hash=False)
