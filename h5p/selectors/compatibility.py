"""What lies in folders with content types: files to install, and libraries that are written there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from h5p.rules.archive import opened
from h5p.rules.compatibility import Row, reasons, rows_of
from h5p.rules.findings import Refused
from h5p.rules.package import read_libraries
from h5p.rules.writing import library_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from h5p.rules.libraries import Library


def rows_for(folders: Iterable[Path], *, yes: str) -> list[Row]:
    """A row for each content type in these folders, and for each file that is refused."""
    libraries: list[Library] = []
    refused_rows: list[Row] = []
    for folder in folders:
        libraries += [library_in(file.parent) for file in sorted(folder.glob("*/library.json"))]
        for file in sorted(folder.glob("*.h5p")):
            try:
                libraries += _libraries_in(file)
            except Refused as refused:
                refused_rows.append(Row(name=file.name, verdict=reasons(refused)))
    return [*rows_of(libraries, yes=yes), *refused_rows]


def _libraries_in(file: Path) -> list[Library]:
    with file.open("rb") as source, opened(source) as archive:
        return list(read_libraries(archive).values())
