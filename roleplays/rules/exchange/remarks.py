"""What there is to tell about a scenario that comes in or goes out, and at which line or scene."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.rules.problems import Problem
    from roleplays.rules.scenario import Scenario

LONGEST_FACT = 80
MOST_REMARKS = 100


class Told(StrEnum):
    """A kind of thing to know."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    UNKNOWN_FORMAT = "unknown_format"
    NO_PASSAGES = "no_passages"
    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    OWN_DATA_BROKEN = "own_data_broken"
    TWICE = "twice"
    NO_TARGET = "no_target"
    RENAMED = "renamed"
    NO_OWN_DATA = "no_own_data"
    NOT_INK = "not_ink"
    REST_TO_WRITE = "rest_to_write"
    SUMMARY_LEFT = "summary_left"
    CONTEXT_LEFT = "context_left"
    LOGIC_LOST = "logic_lost"
    STRAIGHT_ON = "straight_on"
    CONDITION_UNREAD = "condition_unread"
    NEW_CHOICE = "new_choice"
    END_ASSUMED = "end_assumed"
    CODE_LOST = "code_lost"
    MACRO = "macro"
    VARIABLE = "variable"
    MARKUP = "markup"
    CONDITION_LOST = "condition_lost"
    KNOCK_OUT_LOST = "knock_out_lost"
    PROFILE_LOST = "profile_lost"
    CARDS_LOST = "cards_lost"
    FRAME_LOST = "frame_lost"


STOPS = frozenset(
    {
        Told.EMPTY,
        Told.TOO_LARGE,
        Told.NOT_TEXT,
        Told.UNKNOWN_FORMAT,
        Told.NO_PASSAGES,
        Told.NOT_INK,
        Told.TOO_MANY,
        Told.TOO_LONG,
        Told.OWN_DATA_BROKEN,
        Told.TWICE,
    }
)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell, at a line of a file or in a scene of a scenario."""

    code: Told
    line: int = 0
    node: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def stops(self) -> bool:
        """Whether the scenario cannot come in because of it."""
        return self.code in STOPS


@dataclass(frozen=True, slots=True)
class Brought:
    """What came out of a file; with something that stops there is no scenario."""

    scenario: Scenario | None
    context: str = ""
    remarks: tuple[Remark, ...] = ()
    problems: tuple[Problem, ...] = ()  # of the text format, by line


@dataclass(frozen=True, slots=True)
class Taken:
    """A file for another system, and what that system does not hold."""

    content: bytes
    remarks: tuple[Remark, ...] = ()


def refused(code: Told, *, line: int = 0, **facts: str | int) -> Brought:
    """Nothing, and why."""
    return Brought(None, remarks=(Remark(code, line, facts=short(facts)),))


def short(facts: Mapping[str, str | int]) -> dict[str, str | int]:
    """Facts that fit in a sentence."""
    return {name: fact if isinstance(fact, int) else fact[:LONGEST_FACT] for name, fact in facts.items()}


def first_of(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """What stops first, then the rest by line, no more than a person reads."""
    ordered = sorted(remarks, key=lambda each: (not each.stops, each.line))
    return tuple(ordered[:MOST_REMARKS])
