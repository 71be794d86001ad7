"""Writing a package: the same bytes each time for the same content."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from h5p.rules.documents import read_object
from h5p.rules.libraries import Library, Ref, read_library
from h5p.rules.package import CONTENT, MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can hold
_PLAIN_FILE = 0o100644


def write_package(
    *,
    title: str,
    content: Mapping[str, Any],
    needs: Iterable[Ref],
    libraries: Iterable[Path] = (),
    language: str = "nl",
) -> bytes:
    """A package of which the first library in `needs` plays the content; `libraries` are folders that go along."""
    members = {MANIFEST: _json(_manifest(title, list(needs), language)), CONTENT: _json(content)}
    for folder in libraries:
        members |= {f"{folder.name}/{name}": data for name, data in sorted(_files_in(folder))}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, _EARLIEST)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = _PLAIN_FILE << 16
            archive.writestr(member, data)
    return held.getvalue()


def library_in(folder: Path) -> Library:
    """What a folder with a library says of itself; Refused when that cannot be read."""
    where = f"{folder.name}/library.json"
    return read_library(read_object((folder / "library.json").read_bytes(), where=where), folder=folder.name)


def _manifest(title: str, needs: list[Ref], language: str) -> dict[str, Any]:
    return {
        "title": title,
        "language": language,
        "defaultLanguage": language,
        "mainLibrary": needs[0].name,
        "embedTypes": ["iframe"],
        "license": "U",
        "preloadedDependencies": [
            {"machineName": ref.name, "majorVersion": ref.major, "minorVersion": ref.minor} for ref in needs
        ],
    }


def _files_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in folder.rglob("*"):
        if file.is_file():
            yield file.relative_to(folder).as_posix(), file.read_bytes()


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
