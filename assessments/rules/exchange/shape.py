"""From what files say of answers to the items of the bank, with keys a, b, c in the order of the file."""

from __future__ import annotations

import string
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assessments.choices import QuestionKind
from assessments.rules import making
from assessments.rules.exchange.codes import Loss, Refusal
from assessments.rules.exchange.report import RefusedError
from assessments.rules.exchange.texts import tidy
from assessments.rules.given import alike
from assessments.rules.items import Criterion, Item, Option, Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assessments.rules.exchange.report import Notes

MOST_OPTIONS = len(string.ascii_lowercase)
LONGEST_TEXT = 20_000
FULL = Decimal(100)
# Percentages such as 33.33 and 33.34 are the same share.
_ABOUT = Decimal("0.5")
_TRUE = {"waar", "juist", "true", "correct"}
_FALSE = {"niet waar", "onwaar", "onjuist", "false", "incorrect"}
_CHOICES = {QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES, QuestionKind.TRUE_FALSE, QuestionKind.MARK}
_PAIRED = {QuestionKind.MATCH, QuestionKind.CLASSIFY}


@dataclass(frozen=True, slots=True)
class Weighed:
    """An answer that can be chosen, and how many percent of the points it brings."""

    text: str
    weight: Decimal = Decimal(0)
    feedback: str = ""


def choice_of(rows: Sequence[Weighed], *, is_single: bool, kind: str, notes: Notes) -> Item:
    """A question with answers to choose from; `kind` is what its labels say it was with us."""
    if kind == QuestionKind.SJT:
        return _situation(rows)
    if is_single and _says_true_or_not(rows):
        first, second = sorted(rows, key=lambda row: alike(row.text) not in _TRUE)
        return true_or_not(
            is_true=first.weight > second.weight,
            feedback_true=first.feedback,
            feedback_false=second.feedback,
        )
    found = QuestionKind.ONE_CHOICE if is_single else QuestionKind.SEVERAL_CHOICES
    if kind == QuestionKind.MARK and not is_single:
        found = QuestionKind.MARK
    if _is_half_right(rows, is_single=is_single):
        notes.lose(Loss.PARTIAL_CREDIT)
    needed = FULL - _ABOUT if is_single else Decimal(0)
    rights = ((key, row, row.weight > needed) for key, row in _lettered(rows))
    return Item(
        found,
        "",
        tuple(Option(key, row.text, row.feedback, is_right=is_right) for key, row, is_right in rights),
    )


def _says_true_or_not(rows: Sequence[Weighed]) -> bool:
    """Whether the two answers only say that a statement is true or not, and one of them is right."""
    said = {alike(row.text) for row in rows}
    weights = {row.weight for row in rows}
    return len(rows) == 2 == len(said & (_TRUE | _FALSE)) and len(said & _TRUE) == 1 and len(weights) == 2


def _is_half_right(rows: Sequence[Weighed], *, is_single: bool) -> bool:
    shares = [row.weight for row in rows if row.weight > 0]
    if is_single:
        return any(share < FULL - _ABOUT for share in shares)
    return bool(shares) and max(shares) - min(shares) > _ABOUT


def _situation(rows: Sequence[Weighed]) -> Item:
    options = tuple(
        Option(key, row.text, row.feedback, is_best=row.weight > 0, is_worst=row.weight < 0)
        for key, row in _lettered(rows)
    )
    return Item(QuestionKind.SJT, "", options)


def _lettered(rows: Sequence[Weighed]) -> Iterable[tuple[str, Weighed]]:
    return zip(letters(len(rows)), rows, strict=True)


def weights_of(item: Item) -> list[Decimal]:
    """How many percent each answer brings in another system: together hundred, and wrong ones take as much away."""
    if item.kind == QuestionKind.SJT:
        return [
            FULL if option.is_best else -FULL if option.is_worst else Decimal(0) for option in item.options
        ]
    right = sum(option.is_right for option in item.options)
    if item.kind in {QuestionKind.ONE_CHOICE, QuestionKind.TRUE_FALSE}:
        return [FULL if option.is_right else Decimal(0) for option in item.options]
    wrong = len(item.options) - right
    return [_share(right) if option.is_right else -_share(wrong) for option in item.options]


def _share(parts: int) -> Decimal:
    return round(FULL / parts, 5) if parts else Decimal(0)


def true_or_not(*, is_true: bool, feedback_true: str = "", feedback_false: str = "") -> Item:
    """A statement that is true or not."""
    options = making.true_or_not(is_true=is_true, feedback_true=feedback_true, feedback_false=feedback_false)
    return Item(QuestionKind.TRUE_FALSE, "", options)


def paired(pairs: Sequence[tuple[str, str]], *, extra: Iterable[str] = (), kind: str = "") -> Item:
    """What belongs together; where a right-hand side has several left-hand sides it is a classification."""
    lonely = next((left for left, right in pairs if not right), None)
    if lonely is not None:
        raise RefusedError(Refusal.NO_PARTNER, text=lonely)
    rights = list(dict.fromkeys([*(right for _left, right in pairs), *(text for text in extra if text)]))
    keys = dict(zip(rights, letters(len(rights)), strict=True))
    options = tuple(
        Option(key, left, target=keys[right])
        for key, (left, right) in zip(letters(len(pairs)), pairs, strict=True)
    )
    is_shared = len({right for _left, right in pairs}) < len(pairs)
    found = QuestionKind.CLASSIFY if is_shared or kind == QuestionKind.CLASSIFY else QuestionKind.MATCH
    return Item(found, "", options, tuple(Target(keys[right], right) for right in rights))


def in_order(steps: Sequence[str]) -> Item:
    """Steps, in the right order."""
    options = zip(letters(len(steps)), steps, strict=True)
    return Item(QuestionKind.ORDER, "", tuple(Option(key, text) for key, text in options))


def letters(number: int) -> str:
    """The first letters of the alphabet; raises RefusedError when there are not enough."""
    if number > MOST_OPTIONS:
        raise RefusedError(Refusal.TOO_MANY_OPTIONS, most=MOST_OPTIONS)
    return string.ascii_lowercase[:number]


def plain(item: Item) -> Item:
    """The same question with tidy texts and keys a, b, c: what files can hold of it."""
    keys = "true", "false"
    option_keys = keys if item.kind == QuestionKind.TRUE_FALSE else letters(len(item.options))
    targets = dict(zip((target.key for target in item.targets), letters(len(item.targets)), strict=True))
    return replace(
        item,
        text=tidy(item.text),
        options=tuple(
            replace(
                o, key=key, text=tidy(o.text), feedback=tidy(o.feedback), target=targets.get(o.target, "")
            )
            for key, o in zip(option_keys, item.options, strict=True)
        ),
        targets=tuple(Target(targets[target.key], tidy(target.text)) for target in item.targets),
        accepted=_each_once(item.accepted),
        unit=tidy(item.unit),
        criteria=tuple(
            Criterion(key, tidy(criterion.text), tuple(tidy(level) for level in criterion.levels))
            for key, criterion in zip(letters(len(item.criteria)), item.criteria, strict=True)
        ),
        explanation=tidy(item.explanation),
        principle=tidy(item.principle),
    )


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts without those that say the same with other capitals or spaces: here that makes no difference."""
    kept: dict[str, str] = {}
    for text in map(tidy, texts):
        kept.setdefault(alike(text), text)
    return tuple(kept.values())


def checked(item: Item) -> Item:
    """The question, or RefusedError when it cannot be asked or scored."""
    if not item.text:
        raise RefusedError(Refusal.NO_TEXT)
    texts = [item.text, item.explanation, item.principle, *(o.text + o.feedback for o in item.options)]
    if max(len(text) for text in texts) > LONGEST_TEXT:
        raise RefusedError(Refusal.TOO_LONG, most=LONGEST_TEXT)
    fault = _fault(item)
    if fault:
        raise RefusedError(fault)
    return item


def _fault(item: Item) -> Refusal | None:
    if item.kind in {QuestionKind.OPEN, QuestionKind.FILL_IN, QuestionKind.NUMERIC}:
        return _fault_in_written(item)
    if sum(bool(option.text) for option in item.options) < 2 or not all(
        option.text for option in item.options
    ):
        return Refusal.TOO_FEW
    if item.kind == QuestionKind.SJT:
        return _fault_in_situation(item)
    return _fault_in_key(item) if item.kind in _CHOICES else None


def _fault_in_written(item: Item) -> Refusal | None:
    if item.kind == QuestionKind.FILL_IN and not any(item.accepted):
        return Refusal.NO_ANSWER
    return Refusal.NO_NUMBER if item.kind == QuestionKind.NUMERIC and item.number is None else None


def _fault_in_key(item: Item) -> Refusal | None:
    right = sum(option.is_right for option in item.options)
    if not right:
        return Refusal.NO_KEY
    is_single = item.kind in {QuestionKind.ONE_CHOICE, QuestionKind.TRUE_FALSE}
    return Refusal.SEVERAL_KEYS if is_single and right > 1 else None


def _fault_in_situation(item: Item) -> Refusal | None:
    best, worst = (sum(getattr(option, name) for option in item.options) for name in ("is_best", "is_worst"))
    return None if (best, worst) == (1, 1) else Refusal.NO_EXTREMES
