"""The points of an answer (domain text e.4). Pure: the same question and answer always get the same points."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from assessments.choices import QuestionKind
from assessments.rules.given import alike, in_order, number_of, one_of, put_with, some_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.rules.items import Item, Option

NONE, FULL = Decimal(0), Decimal(1)
PLACES = Decimal("0.0001")
# Situations: the best action chosen as best, the worst as worst, and either of them turned round. The domain text does
# not say what leaving a choice open is worth; it counts as turned round, or skipping would be worth 40 of 100.
BEST_FOUND, WORST_FOUND, TURNED_ROUND = Decimal(2), Decimal(1), Decimal(-1)


@dataclass(frozen=True, slots=True)
class Score:
    """What an answer is worth. Points are None as long as a person has to mark it."""

    points: Decimal | None
    max_points: Decimal
    min_points: Decimal = NONE
    is_right: bool = False
    is_answered: bool = False
    red_flags: tuple[str, ...] = ()


def score(item: Item, answer: Any) -> Score:
    """The points of an answer; what is missing or does not fit the question gets the fewest."""
    return _SCORERS[item.kind](item, answer)


def most_points(item: Item) -> Decimal:
    """The points of a perfect answer."""
    return score(item, None).max_points


def _share(share: Fraction, *, is_answered: bool) -> Score:
    """A part of one point."""
    points = (Decimal(share.numerator) / Decimal(share.denominator)).quantize(PLACES)
    return Score(points, FULL, is_right=share == 1, is_answered=is_answered)


def _all_or_nothing(*, is_right: bool, is_answered: bool) -> Score:
    return _share(Fraction(is_right), is_answered=is_answered)


def _one(item: Item, answer: Any) -> Score:
    chosen = one_of(item, answer, "choice")
    is_right = any(option.is_right for option in item.options if option.key == chosen)
    return _all_or_nothing(is_right=is_right, is_answered=chosen is not None)


def _several(item: Item, answer: Any) -> Score:
    """Each right tick adds, each wrong one takes away, and it never gets below nothing."""
    chosen = some_of(item, answer)
    right = {option.key for option in item.options if option.is_right}
    points = max(0, len(chosen & right) - len(chosen - right))
    return _share(Fraction(points, len(right) or 1), is_answered=bool(chosen))


def _pairs(item: Item, answer: Any) -> Score:
    given = put_with(item, answer)
    found = sum(given.get(option.key) == option.target for option in item.options)
    return _share(Fraction(found, len(item.options) or 1), is_answered=bool(given))


def _order(item: Item, answer: Any) -> Score:
    """Each step that directly follows the step it should follow counts."""
    given = in_order(item, answer)
    wanted = set(pairwise(option.key for option in item.options))
    found = len(wanted & set(pairwise(given)))
    return _share(Fraction(found, len(wanted) or 1), is_answered=bool(given))


def _fill_in(item: Item, answer: Any) -> Score:
    given = alike(text_of(answer))
    is_right = bool(given) and given in {alike(text) for text in item.accepted}
    return _all_or_nothing(is_right=is_right, is_answered=bool(given))


def _numeric(item: Item, answer: Any) -> Score:
    given = number_of(text_of(answer), item.unit)
    is_right = (
        given is not None
        and item.number is not None
        and abs(Fraction(given) - Fraction(item.number)) <= Fraction(item.tolerance)
    )
    return _all_or_nothing(is_right=is_right, is_answered=bool(text_of(answer)))


def _situation(item: Item, answer: Any) -> Score:
    best, worst = one_of(item, answer, "best"), one_of(item, answer, "worst")
    if best is not None and best == worst:
        best = worst = None
    as_best, as_worst = _option(item, best), _option(item, worst)
    points, most = _as_best(as_best) + _as_worst(as_worst), BEST_FOUND + WORST_FOUND
    return Score(
        points,
        most,
        min_points=TURNED_ROUND * 2,
        is_right=points == most,
        is_answered=best is not None or worst is not None,
        red_flags=(str(as_best.red_flag),) if as_best and as_best.red_flag else (),
    )


def _option(item: Item, key: str | None) -> Option | None:
    return next((option for option in item.options if option.key == key), None)


def _as_best(option: Option | None) -> Decimal:
    if option is None:
        return TURNED_ROUND
    return BEST_FOUND * option.is_best + TURNED_ROUND * option.is_worst


def _as_worst(option: Option | None) -> Decimal:
    if option is None:
        return TURNED_ROUND
    return WORST_FOUND * option.is_worst + TURNED_ROUND * option.is_best


def _open(item: Item, answer: Any) -> Score:
    """A person looks at it, unless nothing was written."""
    is_answered = bool(text_of(answer))
    most = Decimal(sum(max(0, len(criterion.levels) - 1) for criterion in item.criteria))
    return Score(None if is_answered else NONE, most, is_answered=is_answered)


_SCORERS: dict[str, Callable[[Item, Any], Score]] = {
    QuestionKind.ONE_CHOICE: _one,
    QuestionKind.SEVERAL_CHOICES: _several,
    QuestionKind.TRUE_FALSE: _one,
    QuestionKind.MATCH: _pairs,
    QuestionKind.ORDER: _order,
    QuestionKind.FILL_IN: _fill_in,
    QuestionKind.NUMERIC: _numeric,
    QuestionKind.MARK: _several,
    QuestionKind.CLASSIFY: _pairs,
    QuestionKind.SJT: _situation,
    QuestionKind.OPEN: _open,
}
