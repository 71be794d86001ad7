"""The files themselves: written row by row, in a place that no address leads to."""

from __future__ import annotations

from datetime import date, datetime
from itertools import chain
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from django.core.files.base import File
from django.core.files.storage import default_storage
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from core.rules.spreadsheet import csv_lines, harmless, restored
from website.choices import ExportFormat
from website.selectors.exports import rows_written
from website.selectors.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from core.rules.spreadsheet import Cell
    from website.models import Export

FOLDER = "exports"
DAY, MOMENT = "dd-mm-yyyy", "dd-mm-yyyy hh:mm"


def place_of(export: Export) -> str:
    """Where the file of an export is: always the same place, so that writing it twice gives one file."""
    return f"{FOLDER}/{export.public_id}.{export.format}"


def keep_file(export: Export) -> str:
    """Write the file from the pieces and say where it is. One row in memory at a time."""
    rows = ([restored(cell) for cell in row] for row in rows_written(export))
    columns = table_of(export).columns(export)
    with TemporaryFile() as made:
        _WRITERS[ExportFormat(export.format)](made, chain([columns], rows))
        made.seek(0)
        take_file_away(place_of(export))
        return default_storage.save(place_of(export), File(made))


def take_file_away(place: str) -> None:
    """Delete a file, if it is there."""
    default_storage.delete(place)


def kept_places() -> set[str]:
    """Every file that is there."""
    if not default_storage.exists(FOLDER):
        return set()
    return {f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]}


def _write_text(file: IO[bytes], rows: Iterable[Sequence[Cell]]) -> None:
    for line in csv_lines(rows):
        file.write(line.encode())


def _write_workbook(file: IO[bytes], rows: Iterable[Sequence[Cell]]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([_cell(sheet, cell) for cell in row])
    book.save(file)


def _cell(sheet: Any, value: Cell) -> Any:
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, harmless(value))
        cell.data_type = "s"  # whatever it begins with, it is text
        return cell
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # the stubs forget days
        cell.number_format = MOMENT if isinstance(value, datetime) else DAY
        return cell
    return value


_WRITERS = {ExportFormat.CSV: _write_text, ExportFormat.XLSX: _write_workbook}
