"""What makes a question one that can be asked, the same for the editor, for text files and for what comes from elsewhere. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assessments.choices import QuestionKind
from assessments.rules.given import alike
from assessments.rules.items import Item

LEVELS = 3
FEWEST_EXPERTS = 5
LEAST_AGREEMENT = 70


class FlawKind(StrEnum):
    """What can be wrong with a question."""

    EMPTY = "empty"
    NUMBER = "number"
    RIGHT_ONE = "right_one"
    RIGHT_FEW = "right_few"
    WRONG_FEW = "wrong_few"
    TWICE = "twice"
    NO_PARTNER = "no_partner"
    PARTNER_TWICE = "partner_twice"
    BEST_ONE = "best_one"
    WORST_ONE = "worst_one"
    BEST_AND_WORST = "best_and_worst"
    BEST_HAS_FLAG = "best_has_flag"
    NO_PANEL = "no_panel"
    FEW_EXPERTS = "few_experts"
    LITTLE_AGREEMENT = "little_agreement"
    NO_NUMBER = "no_number"
    TOLERANCE = "tolerance"
    LEVELS = "levels"


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is wrong with a part of a question: the name of a field of Item."""

    kind: FlawKind
    part: str
    words: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Marks:
    """How many options have to be right, and how many wrong at least."""

    least_right: int
    most_right: int | None = None
    least_wrong: int = 0


_OPTIONS: dict[str, tuple[int, int]] = {
    QuestionKind.ONE_CHOICE: (3, 5),
    QuestionKind.SEVERAL_CHOICES: (4, 6),
    QuestionKind.TRUE_FALSE: (2, 2),
    QuestionKind.MATCH: (3, 6),
    QuestionKind.ORDER: (3, 6),
    QuestionKind.MARK: (4, 8),
    QuestionKind.CLASSIFY: (3, 8),
    QuestionKind.SJT: (4, 4),
}
_MARKS: dict[str, _Marks] = {
    QuestionKind.ONE_CHOICE: _Marks(1, 1),
    QuestionKind.TRUE_FALSE: _Marks(1, 1),
    QuestionKind.SEVERAL_CHOICES: _Marks(2, least_wrong=2),
    QuestionKind.MARK: _Marks(1, least_wrong=2),
}


def flaws_of(item: Item) -> list[Flaw]:
    """What has to be mended before a question can be asked; empty when it is sound."""
    return [*_common(item), *_numbers(item), *_right(item), *_OF_KIND.get(item.kind, _nothing)(item)]


def _nothing(item: Item) -> Iterator[Flaw]:
    yield from ()


def _common(item: Item) -> Iterator[Flaw]:
    if not item.text.strip():
        yield Flaw(FlawKind.EMPTY, "text")
    for part, texts in (
        ("options", [option.text for option in item.options]),
        ("targets", [target.text for target in item.targets]),
        ("accepted", list(item.accepted)),
        ("criteria", [criterion.text for criterion in item.criteria]),
    ):
        if not all(text.strip() for text in texts):
            yield Flaw(FlawKind.EMPTY, part)
        if len({alike(text) for text in texts}) < len(texts):
            yield Flaw(FlawKind.TWICE, part)


def _numbers(item: Item) -> Iterator[Flaw]:
    if item.kind in _OPTIONS:
        yield from _between("options", len(item.options), *_OPTIONS[item.kind])


def _between(part: str, number: int, least: int, most: int) -> Iterator[Flaw]:
    if not least <= number <= most:
        yield Flaw(FlawKind.NUMBER, part, {"least": least, "most": most})


def _right(item: Item) -> Iterator[Flaw]:
    marks = _MARKS.get(item.kind)
    if marks is None:
        return
    right = sum(option.is_right for option in item.options)
    if marks.most_right == 1:
        if right != 1:
            yield Flaw(FlawKind.RIGHT_ONE, "options")
        return
    if right < marks.least_right:
        yield Flaw(FlawKind.RIGHT_FEW, "options", {"least": marks.least_right})
    if len(item.options) - right < marks.least_wrong:
        yield Flaw(FlawKind.WRONG_FEW, "options", {"least": marks.least_wrong})


def _match(item: Item) -> Iterator[Flaw]:
    yield from _partners(item)
    if any(times > 1 for times in Counter(option.target for option in item.options).values()):
        yield Flaw(FlawKind.PARTNER_TWICE, "options")


def _classify(item: Item) -> Iterator[Flaw]:
    yield from _between("targets", len(item.targets), 2, 5)
    yield from _partners(item)


def _partners(item: Item) -> Iterator[Flaw]:
    targets = {target.key for target in item.targets}
    if any(option.target not in targets for option in item.options):
        yield Flaw(FlawKind.NO_PARTNER, "options")


def _fill_in(item: Item) -> Iterator[Flaw]:
    if not any(alike(text) for text in item.accepted):
        yield Flaw(FlawKind.EMPTY, "accepted")


def _numeric(item: Item) -> Iterator[Flaw]:
    if item.number is None:
        yield Flaw(FlawKind.NO_NUMBER, "number")
    if item.tolerance < 0:
        yield Flaw(FlawKind.TOLERANCE, "tolerance")


def _situation(item: Item) -> Iterator[Flaw]:
    best = [option for option in item.options if option.is_best]
    worst = [option for option in item.options if option.is_worst]
    if len(best) != 1:
        yield Flaw(FlawKind.BEST_ONE, "options")
    if len(worst) != 1:
        yield Flaw(FlawKind.WORST_ONE, "options")
    if any(option.is_worst for option in best):
        yield Flaw(FlawKind.BEST_AND_WORST, "options")
    if any(option.red_flag for option in best):
        yield Flaw(FlawKind.BEST_HAS_FLAG, "options")
    yield from _panel(item)


def _panel(item: Item) -> Iterator[Flaw]:
    """Other keys rank people otherwise, so enough experts have to agree (domain text e.1)."""
    if item.panel is None:
        yield Flaw(FlawKind.NO_PANEL, "panel")
        return
    if item.panel.experts < FEWEST_EXPERTS:
        yield Flaw(FlawKind.FEW_EXPERTS, "panel", {"least": FEWEST_EXPERTS})
    if min(item.panel.best_agreement, item.panel.worst_agreement) < LEAST_AGREEMENT:
        yield Flaw(FlawKind.LITTLE_AGREEMENT, "panel", {"least": LEAST_AGREEMENT})


def _open(item: Item) -> Iterator[Flaw]:
    yield from _between("criteria", len(item.criteria), 1, 4)
    if any(len(criterion.levels) != LEVELS for criterion in item.criteria):
        yield Flaw(FlawKind.LEVELS, "criteria", {"number": LEVELS})


_OF_KIND: dict[str, Callable[[Item], Iterator[Flaw]]] = {
    QuestionKind.MATCH: _match,
    QuestionKind.CLASSIFY: _classify,
    QuestionKind.FILL_IN: _fill_in,
    QuestionKind.NUMERIC: _numeric,
    QuestionKind.SJT: _situation,
    QuestionKind.OPEN: _open,
}
