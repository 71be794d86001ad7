"""How far a learner is with a lesson, a module and a path, and why something is not finished.

No database, no clock. What was completed stays completed: an edit of the lesson never takes it back.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


class State(StrEnum):
    """How a learner stands with something."""

    NOT_STARTED = "not_started"
    BUSY = "busy"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Part:
    """Something in a lesson that a learner does, named by a key that survives every edit."""

    key: UUID
    kind: str
    title: str
    is_required: bool = True
    # Other lessons that hold the same part, because one is a copy of the other: done here is done there.
    also_in: tuple[int, ...] = ()
    # What is done elsewhere, such as a test, by its code; and whether it has to be passed.
    reference: str = ""
    must_be_passed: bool = False


@dataclass(frozen=True, slots=True)
class LessonStanding:
    """How a learner stands with one lesson."""

    state: State
    done: int
    total: int
    missing: tuple[Part, ...] = ()
    added_since: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """How a learner stands with a module or a path: in required lessons."""

    state: State
    done: int
    total: int
    missing: tuple[int, ...] = ()


def lesson_standing(
    parts: Sequence[Part], *, done_keys: Collection[UUID], was_completed: bool, was_opened: bool
) -> LessonStanding:
    """Weigh what a lesson asks now against what a learner did."""
    required = [part for part in parts if part.is_required]
    missing = tuple(part for part in required if part.key not in done_keys)
    done = len(required) - len(missing)
    if was_completed or (required and not missing):
        return LessonStanding(State.DONE, done, len(required), added_since=missing)
    started = was_opened or any(part.key in done_keys for part in parts)
    return LessonStanding(State.BUSY if started else State.NOT_STARTED, done, len(required), missing)


def group_standing(lessons: Sequence[tuple[int, bool, State]]) -> GroupStanding:
    """Weigh lessons, each as (key, is required, state); a group that asks nothing is never done."""
    required = [(key, state) for key, is_required, state in lessons if is_required]
    missing = tuple(key for key, state in required if state != State.DONE)
    done = len(required) - len(missing)
    if required and not missing:
        return GroupStanding(State.DONE, done, len(required))
    started = any(state != State.NOT_STARTED for _, _, state in lessons)
    return GroupStanding(State.BUSY if started else State.NOT_STARTED, done, len(required), missing)
