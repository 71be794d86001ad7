"""Writes GIFT as Moodle reads it, with what the bank knows of a question as labels in a comment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assessments.choices import QuestionKind
from assessments.rules.exchange import assembling
from assessments.rules.exchange.gift.signs import PLAIN, step_written, written
from assessments.rules.exchange.report import Written
from assessments.rules.exchange.shape import weights_of
from assessments.rules.exchange.texts import number_words, on_one_line
from assessments.rules.exchange.vocabulary import labels_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from decimal import Decimal

    from assessments.rules.exchange.report import Remark
    from assessments.rules.items import Item, Tagged

_CHOICES = {QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES, QuestionKind.MARK, QuestionKind.SJT}
_PAIRED = {QuestionKind.MATCH, QuestionKind.CLASSIFY}
# Kinds that GIFT does not have, and what other systems make of them.
SHOWN_AS = {
    QuestionKind.MARK: QuestionKind.SEVERAL_CHOICES,
    QuestionKind.CLASSIFY: QuestionKind.MATCH,
    QuestionKind.SJT: QuestionKind.ONE_CHOICE,
}


def held(tagged: Tagged) -> Tagged:
    """What GIFT holds of a question."""
    return assembling.held(tagged, reduce=_reduced)


def write(tagged: Iterable[Tagged]) -> Written:
    """A GIFT file, with what it could not hold."""
    parts: list[str] = []
    losses: list[Remark] = []
    category = ""
    for each in tagged:
        kept = held(each)
        losses += assembling.losses_of(each, kept, shown_as=SHOWN_AS)
        if each.module != category:
            category = each.module
            parts.append(f"$CATEGORY: $course$/top/{written(category)}\n")
        parts.append(_question(kept))
    return Written("\n".join(parts).encode(), tuple(losses))


def _reduced(item: Item) -> Item:
    has_feedback = item.kind in _CHOICES or item.kind == QuestionKind.TRUE_FALSE
    options = tuple(
        replace(option, text=_fit(option.text, item.kind), feedback=option.feedback if has_feedback else "")
        for option in item.options
    )
    return replace(
        item,
        options=options,
        accepted=tuple(on_one_line(text).replace("->", "→") for text in item.accepted),
        criteria=(),
        explanation="" if item.kind == QuestionKind.ORDER else item.explanation,
        principle="",
    )


def _fit(text: str, kind: str) -> str:
    """An arrow of two signs parts left from right, and each line is a step."""
    if kind in _PAIRED:
        return text.replace("->", "→")
    return on_one_line(text) if kind == QuestionKind.ORDER else text


def _question(tagged: Tagged) -> str:
    labels = "".join(f" [tag:{_in_comment(label)}]" for label in labels_of(tagged))
    item = tagged.item
    answers = "".join(f"{line}\n" for line in _WRITERS[QuestionKind(item.kind)](item))
    explanation = f"\t####{_protected(item.explanation)}\n" if item.explanation else ""
    return (
        f"// [id:{_in_comment(tagged.identifier)}]{labels}\n"
        f"::{written(tagged.identifier)}::{PLAIN}{written(item.text)}{{{answers}{explanation}}}\n"
    )


def _in_comment(text: str) -> str:
    return on_one_line(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _feedback(text: str) -> str:
    return f"#{_protected(text)}" if text else ""


def _choices(item: Item) -> Iterator[str]:
    is_single = item.kind in {QuestionKind.ONE_CHOICE, QuestionKind.SJT}
    yield ""
    for option, weight in zip(item.options, weights_of(item), strict=True):
        yield f"\t{_mark(weight, is_single=is_single)}{_protected(option.text)}{_feedback(option.feedback)}"


def _mark(weight: Decimal, *, is_single: bool) -> str:
    if is_single and weight == 100:
        return "="
    return f"~%{number_words(weight)}%" if weight else "~"


def _protected(text: str) -> str:
    """A text that begins as a weight, a format or a comment does, told apart from one."""
    return f"{PLAIN}{written(text)}" if text.startswith(("%", "[", "//")) else written(text)


def _statement(item: Item) -> Iterator[str]:
    true, false = item.options
    right, wrong = (true, false) if true.is_right else (false, true)
    feedback = f"#{_protected(wrong.feedback)}#{_protected(right.feedback)}"
    yield ("TRUE" if true.is_right else "FALSE") + (feedback if feedback != "##" else "")


def _pairs(item: Item) -> Iterator[str]:
    texts = {target.key: target.text for target in item.targets}
    used = {option.target for option in item.options}
    yield ""
    for option in item.options:
        yield f"\t={_protected(option.text)} -> {written(texts[option.target])}"
    for target in item.targets:
        if target.key not in used:
            yield f"\t= -> {written(target.text)}"


def _steps(item: Item) -> Iterator[str]:
    yield f">{len(item.options)} ALL VERTICAL ABSOLUTE_POSITION SHOW none"
    for option in item.options:
        yield step_written(option.text)


def _fill_in(item: Item) -> Iterator[str]:
    yield ""
    for text in item.accepted:
        yield f"\t=%100%{_protected(text).replace('*', chr(92) + '*')}#"


def _numeric(item: Item) -> Iterator[str]:
    number = "" if item.number is None else number_words(item.number)
    yield f"#{number}:{number_words(item.tolerance)}"


def _open(_item: Item) -> Iterator[str]:
    return iter(())


_WRITERS: dict[QuestionKind, Callable[[Item], Iterator[str]]] = {
    QuestionKind.ONE_CHOICE: _choices,
    QuestionKind.SEVERAL_CHOICES: _choices,
    QuestionKind.TRUE_FALSE: _statement,
    QuestionKind.MATCH: _pairs,
    QuestionKind.ORDER: _steps,
    QuestionKind.FILL_IN: _fill_in,
    QuestionKind.NUMERIC: _numeric,
    QuestionKind.MARK: _choices,
    QuestionKind.CLASSIFY: _pairs,
    QuestionKind.SJT: _choices,
    QuestionKind.OPEN: _open,
}
