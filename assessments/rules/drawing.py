"""Which questions somebody gets, and in what order the answers stand. No database, no clock; chance is handed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.choices import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from random import Random

    from assessments.rules.items import Item


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be asked, in the version that holds now."""

    version: int
    question: str
    module: str
    is_scored: bool = True  # by a rule, without a person


@dataclass(frozen=True, slots=True)
class Stratum:
    """So many questions from these modules; from all of them when none is named."""

    count: int
    modules: tuple[str, ...] = ()

    def covers(self, candidate: Candidate) -> bool:
        """Whether a question belongs to it."""
        return not self.modules or candidate.module in self.modules


@dataclass(frozen=True, slots=True)
class Draw:
    """What a test asks: these questions always, and others by chance."""

    fixed: tuple[str, ...] = ()
    strata: tuple[Stratum, ...] = ()

    @property
    def count(self) -> int:
        """How many questions that makes."""
        return len(self.fixed) + sum(stratum.count for stratum in self.strata)


@dataclass(frozen=True, slots=True)
class Short:
    """A stratum for which the bank holds too little."""

    stratum: Stratum
    found: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """The questions, and what the bank could not give."""

    chosen: tuple[Candidate, ...]
    missing: tuple[str, ...] = ()
    short: tuple[Short, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether the test can be asked as it was meant."""
        return bool(self.chosen) and not self.missing and not self.short


def draw(
    rules: Draw, candidates: Iterable[Candidate], *, source: Random, seen: Collection[str] = ()
) -> Drawn:
    """Draw without putting back; what somebody had before comes only when there is nothing new."""
    by_question = {candidate.question: candidate for candidate in candidates}
    fixed = [by_question.pop(question) for question in rules.fixed if question in by_question]
    missing = tuple(question for question in rules.fixed if question not in {c.question for c in fixed})
    drawn: dict[int, list[Candidate]] = {}
    # The narrowest first, so that a wide stratum does not take what a narrow one cannot do without.
    for place in sorted(range(len(rules.strata)), key=lambda place: _width(rules.strata[place])):
        taken = _take(rules.strata[place], list(by_question.values()), source, seen)
        drawn[place] = taken
        for candidate in taken:
            del by_question[candidate.question]
    short = tuple(
        Short(stratum, len(drawn[place]))
        for place, stratum in enumerate(rules.strata)
        if len(drawn[place]) < stratum.count
    )
    chosen = [*fixed, *(candidate for place in sorted(drawn) for candidate in drawn[place])]
    return Drawn(tuple(chosen), missing, short)


def asks_something_scored(rules: Draw, candidates: Iterable[Candidate]) -> bool:
    """Whether every draw holds a question that is scored without a person, however chance falls."""
    every = list(candidates)
    scored = {candidate.question for candidate in every if candidate.is_scored}
    return bool(scored & set(rules.fixed)) or any(_must_be_scored(stratum, every) for stratum in rules.strata)


def _must_be_scored(stratum: Stratum, candidates: Sequence[Candidate]) -> bool:
    fitting = [candidate for candidate in candidates if stratum.covers(candidate)]
    scored = sum(candidate.is_scored for candidate in fitting)
    return scored > 0 and len(fitting) - scored < stratum.count


def _width(stratum: Stratum) -> float:
    return len(stratum.modules) or float("inf")


def _take(
    stratum: Stratum, candidates: Sequence[Candidate], source: Random, seen: Collection[str]
) -> list[Candidate]:
    fitting = sorted((c for c in candidates if stratum.covers(c)), key=lambda c: c.question)
    source.shuffle(fitting)
    fitting.sort(key=lambda c: c.question in seen)
    return fitting[: stratum.count]


# A text keeps the order of its sentences, and "true" stands before "not true".
_IN_THEIR_OWN_ORDER = frozenset({QuestionKind.MARK, QuestionKind.TRUE_FALSE})


def order_on_screen(item: Item, *, source: Random) -> dict[str, list[str]]:
    """In what order the options and right-hand sides stand for one person; the right order never stands there."""
    options = [option.key for option in item.options]
    targets = [target.key for target in item.targets]
    if item.kind not in _IN_THEIR_OWN_ORDER:
        source.shuffle(options)
    if item.kind == QuestionKind.MATCH:
        source.shuffle(targets)
    if item.kind == QuestionKind.ORDER and options == [option.key for option in item.options]:
        options = options[1:] + options[:1]
    return {"options": options, "targets": targets}
