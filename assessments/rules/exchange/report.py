"""What came out of a file with questions, what did not, and what got lost on the way in or out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assessments.rules.exchange.codes import Loss, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assessments.rules.items import Tagged

LONGEST_FACT = 120


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: in which file of a package, at which line, in which question."""

    line: int = 0
    file: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell about a file or a question in it."""

    code: Refusal | Loss
    place: Place = Place()
    facts: Mapping[str, object] = field(default_factory=dict)


class RefusedError(Exception):
    """Raised where reading a file or a question stops, with the reason."""

    def __init__(self, code: Refusal, *, line: int = 0, **facts: object) -> None:
        super().__init__(code.value)
        self.code = code
        self.line = line
        self.facts = {name: _short(fact) for name, fact in facts.items()}

    def remark(self, place: Place) -> Remark:
        """The reason, at the most exact place that is known."""
        return Remark(self.code, replace(place, line=self.line or place.line), self.facts)


class Notes:
    """What gets lost while one question is read; said once, however often it happens."""

    def __init__(self) -> None:
        self._facts: dict[tuple[Loss, tuple[tuple[str, object], ...]], dict[str, object]] = {}

    def lose(self, code: Loss, **facts: object) -> None:
        """Note that something is not kept."""
        short = {name: _short(fact) for name, fact in facts.items()}
        self._facts[code, tuple(short.items())] = short

    def remarks(self, place: Place) -> tuple[Remark, ...]:
        """All that was noted, in the order in which it was met."""
        return tuple(Remark(code, place, facts) for (code, _key), facts in self._facts.items())


@dataclass(frozen=True, slots=True)
class Found:
    """A question that was understood, with what of it was not."""

    tagged: Tagged
    place: Place
    losses: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """A file that was read: its questions, what could not be read, and what is no question."""

    found: tuple[Found, ...] = ()
    problems: tuple[Remark, ...] = ()
    left_out: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was made, with what it could not hold."""

    content: bytes
    losses: tuple[Remark, ...] = ()


def refused(error: RefusedError) -> Imported:
    """The report on a file of which nothing could be read."""
    return Imported(problems=(error.remark(Place()),))


def differences(*, before: Tagged, after: Tagged) -> Iterable[Loss]:
    """Which parts of a question a format cannot hold: what differs between it and what is left of it."""
    old, new = before.item, after.item
    changed = {
        Loss.EXPLANATION: old.explanation != new.explanation,
        Loss.PRINCIPLE: old.principle != new.principle,
        Loss.CRITERIA: old.criteria != new.criteria,
        Loss.FEEDBACK: [o.feedback for o in old.options] != [o.feedback for o in new.options],
        Loss.TEXT: _texts(before) != _texts(after),
    }
    return [loss for loss, has_changed in changed.items() if has_changed]


def _texts(tagged: Tagged) -> list[str]:
    item = tagged.item
    return [item.text, *(o.text for o in item.options), *(t.text for t in item.targets), *item.accepted]


def _short(fact: object) -> object:
    if isinstance(fact, str) and len(fact) > LONGEST_FACT:
        return f"{fact[: LONGEST_FACT - 1]}…"
    return fact
