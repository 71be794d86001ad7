"""What a package says that somebody did. It runs code of strangers: everything is checked, nothing is believed about whom.

A package cannot be trusted about its own score either; that is why a host may only use it as practice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeGuard
from uuid import UUID

from h5p.choices import Flaw, Verb
from h5p.rules.documents import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_STATEMENT = 64 * 1024
LONGEST_STATE = 512 * 1024
DEEPEST = 20
HIGHEST_SCORE = 1_000_000
LONGEST_PART = 64
_VERBS = "http://adlnet.gov/expapi/verbs/"
_FINISHES = frozenset({Verb.COMPLETED, Verb.ANSWERED})


class Refused(ValueError):  # noqa: N818 - it says what happened
    """A statement that is not kept, and why."""

    def __init__(self, flaw: Flaw) -> None:
        self.flaw = flaw
        super().__init__(flaw.value)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that somebody did, as far as a package can be believed."""

    id: UUID
    verb: Verb
    part: str = ""  # the part of the package that it is about; nothing is all of it
    has_parent: bool = False
    raw: float | None = None
    best: float | None = None  # the highest score that can be
    is_success: bool | None = None

    @property
    def finishes(self) -> bool:
        """Whether it says that the whole package is behind somebody."""
        return self.verb in _FINISHES and not self.part and not self.has_parent

    @property
    def percent(self) -> float | None:
        """The score of a hundred; None when there is none."""
        return round(100 * self.raw / self.best, 1) if self.raw is not None and self.best else None

    def as_json(self) -> dict[str, Any]:
        """The result as a row keeps it."""
        return {"raw": self.raw, "max": self.best, "success": self.is_success}


def read_statement(text: str, *, activity: str, mailbox: str) -> Statement:
    """A statement about this activity by this person; Refused when it says anything else."""
    told = _object(text, longest=LONGEST_STATEMENT)
    _check_actor(told.get("actor"), mailbox)
    result = _part_of(told, "result")
    raw, best = _scores(_part_of(result, "score"))
    return Statement(
        id=_identifier(told.get("id")),
        verb=_verb(_part_of(told, "verb").get("id")),
        part=_subject(_part_of(told, "object").get("id"), activity),
        has_parent=bool(_part_of(_part_of(told, "context"), "contextActivities").get("parent")),
        raw=raw,
        best=best,
        is_success=_truth(result.get("success")),
    )


def read_state(text: str) -> dict[str, Any]:
    """Where somebody was in a package, by the id of its part; each a text that only the package can read."""
    state = _object(text, longest=LONGEST_STATE)
    for part, kept in state.items():
        if len(part) > LONGEST_PART or not isinstance(kept, str):
            raise Refused(Flaw.BROKEN)
    return state


def _object(text: str, *, longest: int) -> dict[str, Any]:
    if len(text) > longest:
        raise Refused(Flaw.TOO_LARGE)
    try:
        found = decoded(text)
    except (ValueError, RecursionError) as broken:
        raise Refused(Flaw.BROKEN) from broken
    if not isinstance(found, dict) or _depth(found) > DEEPEST:
        raise Refused(Flaw.BROKEN)
    return found


def _depth(value: object) -> int:
    """How deep a document is nested, without recursion."""
    deepest, waiting = 0, [(value, 1)]
    while waiting:
        part, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting.extend((each, depth + 1) for each in _inside(part))
    return deepest


def _inside(part: object) -> Iterator[object]:
    if isinstance(part, dict):
        yield from part.values()
    elif isinstance(part, list):
        yield from part


def _part_of(told: dict[str, Any], name: str) -> dict[str, Any]:
    part = told.get(name, {})
    if not isinstance(part, dict):
        raise Refused(Flaw.BROKEN)
    return part


def _check_actor(actor: object, mailbox: str) -> None:
    """Who did it is whose session it is: a package that names somebody else is refused."""
    if actor is None:
        return
    if not isinstance(actor, dict) or actor.get("mbox") != f"mailto:{mailbox}":
        raise Refused(Flaw.ACTOR)


def _identifier(value: object) -> UUID:
    try:
        return UUID(value if isinstance(value, str) else "")
    except ValueError as broken:
        raise Refused(Flaw.BROKEN) from broken


def _verb(value: object) -> Verb:
    word = value.removeprefix(_VERBS) if isinstance(value, str) else ""
    if word not in Verb.values:
        raise Refused(Flaw.VERB)
    return Verb(word)


def _subject(value: object, activity: str) -> str:
    """The part of the package: H5P writes it behind the address of the whole."""
    if not isinstance(value, str):
        raise Refused(Flaw.BROKEN)
    whole, _, part = value.partition("?subContentId=")
    if whole != activity or len(part) > LONGEST_PART:
        raise Refused(Flaw.ELSEWHERE)
    return part


def _scores(score: dict[str, Any]) -> tuple[float | None, float | None]:
    raw, lowest, best = score.get("raw"), score.get("min", 0), score.get("max")
    if raw is None and best is None:
        return None, None
    if not (_is_number(raw) and _is_number(lowest) and _is_number(best)):
        raise Refused(Flaw.SCORE)
    if not lowest <= raw <= best or best < 0:
        raise Refused(Flaw.SCORE)
    return max(0.0, float(raw)), float(best)


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= HIGHEST_SCORE


def _truth(value: object) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise Refused(Flaw.BROKEN)
    return value
