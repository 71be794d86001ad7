"""Tables as files: CSV as a Dutch spreadsheet writes it, and Excel, read row by row."""

from __future__ import annotations

import csv
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from itertools import islice
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812 - a class with a small name

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

from assessments.rules.exchange.archives import Archive
from assessments.rules.exchange.assembling import losses_of
from assessments.rules.exchange.codes import Loss, Refusal
from assessments.rules.exchange.identity import MOST_READ, fitting, reported
from assessments.rules.exchange.report import Found, Imported, Place, RefusedError, Remark, Written, refused
from assessments.rules.exchange.table.columns import Column, column_named
from assessments.rules.exchange.table.reading import read_row
from assessments.rules.exchange.table.rows import Row
from assessments.rules.exchange.table.writing import held, table_of
from assessments.rules.exchange.texts import decoded, on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assessments.rules.items import Tagged

MOST_COLUMNS = 200
# Questions, empty rows between them and a few rows above the headings.
MOST_ROWS = MOST_READ
_SEPARATORS = (";", "\t", ",")
_MARK = "\ufeff"
# A workbook that is broken makes the library trip over whatever it expected there.
_TRIPS = (
    ArithmeticError, AssertionError, AttributeError, BadZipFile, EOFError, LookupError, NotImplementedError, OSError,
    RecursionError, SyntaxError, TypeError, ValueError, ZlibError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    cells: Sequence[str]


def read_csv(content: bytes) -> Imported:
    """The questions of a CSV file, and what could not be read."""
    try:
        text = decoded(content).removeprefix(_MARK)
    except RefusedError as error:
        return refused(error)
    problems: list[Remark] = []
    return _read(list(_csv_lines(text, problems)), problems)


def _csv_lines(text: str, problems: list[Remark]) -> Iterator[_Line]:
    first = text.lstrip().split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 1
    try:
        for cells in islice(reader, MOST_ROWS):
            yield _Line(number, cells[:MOST_COLUMNS])
            number = reader.line_num + 1
    except csv.Error:
        problems.append(Remark(Refusal.ROW_BROKEN, Place(line=number)))


def read_workbook(content: bytes) -> Imported:
    """The questions of the first sheet of an Excel file, and what could not be read."""
    try:
        Archive(content)
        lines = _workbook_lines(content)
    except RefusedError as error:
        return refused(error)
    except _TRIPS:
        return refused(RefusedError(Refusal.WORKBOOK_BROKEN))
    return _read(lines, [])


def _workbook_lines(content: bytes) -> list[_Line]:
    with closing(load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)) as book:
        sheet = book.worksheets[0]
        rows = islice(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True), MOST_ROWS)
        return [_Line(number, [_words(cell) for cell in row]) for number, row in enumerate(rows, start=1)]


def _words(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "waar" if cell else "niet waar"
    if isinstance(cell, float):
        return f"{cell:.10g}"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _read(lines: Sequence[_Line], problems: list[Remark]) -> Imported:
    head, columns, left_out = _headings(lines)
    if not columns:
        return Imported(problems=(*problems, Remark(Refusal.NO_HEADINGS, Place(line=1))))
    found: list[Found] = []
    for line in lines[head + 1 :]:
        row = Row({column: line.cells[n] for n, column in columns.items() if n < len(line.cells)})
        place = Place(line=line.number, name=fitting(on_one_line(row["id"])) or on_one_line(row["text"])[:60])
        try:
            if row:
                found.append(read_row(row, place))
        except RefusedError as error:
            problems.append(error.remark(place))
    return reported(found, problems=problems, left_out=left_out)


def _headings(lines: Sequence[_Line]) -> tuple[int, dict[int, Column], list[Remark]]:
    """The row with the headings, the columns by their place, and the columns that are not known."""
    for number, line in enumerate(lines[:10]):
        named = {place: column_named(cell) for place, cell in enumerate(line.cells) if cell.strip()}
        columns = {place: column for place, column in named.items() if column}
        if ("text", 0) in columns.values():
            unknown = [line.cells[place].strip() for place, column in named.items() if not column]
            place = Place(line=line.number)
            return number, columns, [Remark(Loss.COLUMN, place, {"name": name[:60]}) for name in unknown]
    return 0, {}, []


def write_csv(tagged: Iterable[Tagged]) -> Written:
    """A CSV file that a Dutch spreadsheet opens well, with what it could not hold."""
    whole = list(tagged)
    text = StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(table_of(held(each) for each in whole))
    return Written(f"{_MARK}{text.getvalue()}".encode(), _losses(whole))


def write_workbook(tagged: Iterable[Tagged]) -> Written:
    """An Excel file, with what it could not hold."""
    whole = list(tagged)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Vragen")
    sheet.freeze_panes = "A2"
    for row in table_of(held(each) for each in whole):
        sheet.append([_text_cell(sheet, cell) for cell in row])
    content = BytesIO()
    book.save(content)
    return Written(content.getvalue(), _losses(whole))


def _text_cell(sheet: Any, words: str) -> Any:
    cell = WriteOnlyCell(sheet, value=words)
    cell.data_type = "s"  # never a formula, whatever it begins with
    return cell


def _losses(whole: Iterable[Tagged]) -> tuple[Remark, ...]:
    return tuple(loss for each in whole for loss in losses_of(each, held(each), shown_as={}))
