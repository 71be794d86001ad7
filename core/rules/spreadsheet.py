"""Cells of a spreadsheet: as a Dutch one reads them, and never as a formula."""

from __future__ import annotations

import csv
import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Cell = str | int | Decimal | date | None
# Without it a spreadsheet takes the letters for another alphabet.
BYTE_ORDER_MARK = "\ufeff"
# Also the wide ones, which some spreadsheets read as the narrow ones.
FORMULAS = tuple("=+-@＝＋－＠")
_BREAKS = ("\t", "\r", "\n")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)*%?")
DAY, MOMENT = "%d-%m-%Y", "%d-%m-%Y %H:%M"


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula; a number below zero stays a number."""
    clean = _UNPRINTABLE.sub("", text)
    if _NUMBER.fullmatch(clean):
        return clean
    if clean.startswith(_BREAKS) or clean.lstrip().startswith(FORMULAS):
        return f"'{clean}"
    return clean


def written(cell: Cell) -> str:
    """A cell as a Dutch spreadsheet reads it from a text file."""
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, datetime):
        return cell.strftime(MOMENT)
    if isinstance(cell, date):
        return cell.strftime(DAY)
    return "" if cell is None else str(cell).replace(".", ",")


def csv_lines(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """A text file that a Dutch spreadsheet opens as columns, line by line."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield BYTE_ORDER_MARK
    for row in rows:
        yield writer.writerow([written(cell) for cell in row])


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        """The line itself."""
        return text


# --- Cells that wait in a row of the database -------------------------------------------------

_KINDS: dict[str, Any] = {"at": datetime.fromisoformat, "on": date.fromisoformat, "number": Decimal}


def kept(cell: Cell) -> Any:
    """A cell as JSON."""
    if isinstance(cell, datetime):
        return {"at": cell.isoformat()}
    if isinstance(cell, date):
        return {"on": cell.isoformat()}
    return {"number": str(cell)} if isinstance(cell, Decimal) else cell


def restored(value: Any) -> Cell:
    """A cell again."""
    if not isinstance(value, dict):
        return value  # type: ignore[no-any-return]
    ((kind, text),) = value.items()
    return _KINDS[kind](text)  # type: ignore[no-any-return]
