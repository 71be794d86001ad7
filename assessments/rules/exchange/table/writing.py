"""From questions to the cells of a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assessments.choices import QuestionKind
from assessments.rules.exchange import assembling
from assessments.rules.exchange.table.columns import LETTERED, LETTERS, SINGLE, Column, heading, joined, safe
from assessments.rules.exchange.texts import number_words, on_one_line
from assessments.rules.exchange.vocabulary import (
    DIFFICULTIES,
    KINDS,
    PURPOSES,
    RED_FLAGS,
    panel_words,
    word_for,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.rules.items import Item, Tagged

_ALWAYS = ("id", "kind", "purpose", "module", "goal", "competency", "difficulty", "text")
_WITH_RIGHT = {QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES, QuestionKind.MARK}


def held(tagged: Tagged) -> Tagged:
    """What a table holds of a question."""
    return assembling.held(tagged, reduce=_reduced)


def _reduced(item: Item) -> Item:
    targets = tuple(replace(target, text=on_one_line(target.text)) for target in item.targets)
    criteria = tuple(
        replace(c, levels=tuple(level for level in map(on_one_line, c.levels) if level))
        for c in item.criteria
    )
    accepted = tuple(on_one_line(text) for text in item.accepted)
    return replace(item, targets=targets, accepted=accepted, criteria=criteria)


def table_of(tagged: Iterable[Tagged]) -> list[list[str]]:
    """The headings and a row for each question; only the columns that are used."""
    rows = [_cells(each) for each in tagged]
    used = {column for row in rows for column, cell in row.items() if cell}
    columns = [column for column in _order() if column in used or column[0] in _ALWAYS]
    head = [heading(column) for column in columns]
    return [head, *([safe(row.get(column, "")) for column in columns] for row in rows)]


def _order() -> Iterable[Column]:
    """What is asked, then each answer with what belongs to it, then what is said about it."""
    yield from ((name, 0) for name in _ALWAYS)
    yield from ((name, place) for place in range(len(LETTERS)) for name in LETTERED)
    yield from ((name, 0) for name in SINGLE if name not in _ALWAYS)


def _cells(tagged: Tagged) -> dict[Column, str]:
    item = tagged.item
    single = {
        "id": tagged.identifier,
        "kind": word_for(item.kind, KINDS),
        "purpose": word_for(tagged.purpose, PURPOSES),
        "module": tagged.module,
        "goal": tagged.goal,
        "competency": tagged.competency,
        "difficulty": word_for(tagged.difficulty, DIFFICULTIES),
        "text": item.text,
        "right": _right(item),
        "best": _letters(item, "is_best"),
        "worst": _letters(item, "is_worst"),
        "tolerance": number_words(item.tolerance) if item.tolerance else "",
        "unit": item.unit,
        "extra": _extra(item),
        "explanation": item.explanation,
        "principle": item.principle,
        "panel": panel_words(item.panel) if item.panel else "",
    }
    return {(name, 0): cell for name, cell in single.items()} | _lettered_cells(item)


def _lettered_cells(item: Item) -> dict[Column, str]:
    cells: dict[Column, str] = {}
    targets = {target.key: target.text for target in item.targets}
    for place, option in enumerate(item.options):
        cells["answer", place] = option.text if item.kind != QuestionKind.TRUE_FALSE else ""
        cells["belongs", place] = targets.get(option.target, "")
        cells["feedback", place] = option.feedback
        cells["red_flag", place] = word_for(option.red_flag, RED_FLAGS)
    for place, criterion in enumerate(item.criteria):
        cells["criterion", place] = criterion.text
        cells["levels", place] = joined(criterion.levels)
    return cells


def _right(item: Item) -> str:
    if item.kind == QuestionKind.TRUE_FALSE:
        return "waar" if item.options[0].is_right else "niet waar"
    if item.kind == QuestionKind.FILL_IN:
        return joined(item.accepted)
    if item.number is not None:
        return number_words(item.number).replace(".", ",")
    return _letters(item, "is_right") if item.kind in _WITH_RIGHT else ""


def _letters(item: Item, name: str) -> str:
    return ", ".join(
        LETTERS[place].upper() for place, option in enumerate(item.options) if getattr(option, name)
    )


def _extra(item: Item) -> str:
    used = {option.target for option in item.options}
    return joined(tuple(target.text for target in item.targets if target.key not in used))
