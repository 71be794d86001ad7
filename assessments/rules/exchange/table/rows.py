"""What one row of a table says, by column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assessments.rules.exchange.codes import Refusal
from assessments.rules.exchange.report import RefusedError
from assessments.rules.exchange.table.columns import LETTERS, Column, as_meant, heading
from assessments.rules.exchange.texts import tidy
from assessments.rules.exchange.vocabulary import value_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.rules.exchange.vocabulary import Words

_BETWEEN_MARKS = re.compile(r"[,;|+&]| en (?=\S)| (?=[A-Za-z](?: |$))")


class Row:
    """The cells of a row, tidy, by column and letter."""

    def __init__(self, cells: Mapping[Column, str]) -> None:
        self._cells = {column: tidy(as_meant(cell)) for column, cell in cells.items()}

    def __bool__(self) -> bool:
        return any(self._cells.values())

    def __getitem__(self, name: str) -> str:
        """The cell of a column that stands once; empty when there is none."""
        return self._cells.get((name, 0), "")

    def at(self, name: str, place: int) -> str:
        """The cell of a column with a letter."""
        return self._cells.get((name, place), "")

    def places(self, name: str = "answer") -> list[int]:
        """The letters at which a column is filled in, as numbers."""
        return sorted(place for (column, place), cell in self._cells.items() if column == name and cell)

    def value(self, name: str, words: Words) -> str:
        """The value that a word in a column stands for; empty when the cell is."""
        if not self[name]:
            return ""
        value = value_of(self[name], words)
        if value is None:
            raise self.unknown(name, self[name])
        return value

    def letters_in(self, name: str) -> list[int]:
        """The answers that a cell names: by letter, by their words or by number, in that order."""
        marks = [mark.casefold().strip(" .)(") for mark in _BETWEEN_MARKS.split(self[name]) if mark.strip()]
        if all(len(mark) == 1 and mark in LETTERS for mark in marks):
            return [self._filled(LETTERS.index(mark), mark, name) for mark in marks]
        texts = {self.at("answer", place).casefold(): place for place in self.places()}
        if self[name].casefold() in texts:
            return [texts[self[name].casefold()]]
        return [self._filled(texts.get(mark, _number_of(mark)), mark, name) for mark in marks]

    def _filled(self, place: int, mark: str, name: str) -> int:
        if place not in self.places():
            raise self.unknown(name, mark)
        return place

    def unknown(self, name: str, word: str) -> RefusedError:
        """The reason why a word in a column cannot be read."""
        return RefusedError(Refusal.UNKNOWN_WORD, word=word, column=heading((name, 0)))


def _number_of(mark: str) -> int:
    """The place that a number stands for; one that no answer has where it is no number."""
    return int(mark) - 1 if mark.isascii() and mark.isdigit() and len(mark) < 3 else -1
