"""What lies in folders with content types: files to install, and libraries that are written there."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from h5p.rules.archive import opened
from h5p.rules.compatibility import Row, reasons, rows_of
from h5p.rules.findings import Refused
from h5p.rules.package import read_libraries
from h5p.rules.writing import library_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from h5p.rules.libraries import Library


def rows_for(folders: Iterable[Path], *, yes: str) -> list[Row]:
    """A row for each content type anywhere in these folders, and for each file that is refused."""
    libraries: list[Library] = []
    refused_rows: list[Row] = []
    for file in chain.from_iterable(_files_in(folder) for folder in folders):
        try:
            libraries += _libraries_in(file)
        except Refused as refused:
            refused_rows.append(Row(name=_name_of(file), verdict=reasons(refused)))
    return [*rows_of(libraries, yes=yes), *refused_rows]


def _files_in(folder: Path) -> Iterator[Path]:
    for pattern in ("library.json", "*.h5p"):
        yield from (file for file in sorted(folder.rglob(pattern)) if file.is_file())


def _name_of(file: Path) -> str:
    return file.parent.name if file.name == "library.json" else file.name


def _libraries_in(file: Path) -> list[Library]:
    if file.name == "library.json":
        return [library_in(file.parent)]
    with file.open("rb") as source, opened(source) as archive:
        return list(read_libraries(archive).values())
