"""Installing code once per version, and taking it away when nothing plays with it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction

from h5p.choices import Problem
from h5p.models import Library
from h5p.rules.archive import opened
from h5p.rules.check import read_through
from h5p.rules.findings import Finding, Refused
from h5p.rules.joining import joined_script, joined_style
from h5p.rules.package import library_files, read_libraries
from h5p.selectors.libraries import uses_of
from h5p.selectors.places import joined_place, library_place
from h5p.services import keeping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from typing import BinaryIO

    from h5p.rules.archive import Archive
    from h5p.rules.libraries import Library as Described


class InUse(Exception):  # noqa: N818 - it says what happened
    """A library cannot go, with the titles of what plays with it."""

    def __init__(self, uses: Sequence[str]) -> None:
        self.uses = tuple(uses)
        super().__init__(", ".join(uses))


@transaction.atomic
def install(source: BinaryIO, *, now: datetime) -> tuple[Library, ...]:
    """The libraries in a file that were not there yet, installed; Refused when something is wrong with the file."""
    with opened(source) as archive:
        brought, files = read_libraries(archive), library_files(archive)
        read_through(archive)
    if not brought:
        raise Refused([Finding(Problem.NO_LIBRARIES)])
    with opened(source) as archive:
        return install_from(archive, brought, files, now=now)


def install_from(
    archive: Archive,
    brought: Mapping[str, Described],
    files: Mapping[str, tuple[str, ...]],
    *,
    now: datetime,
) -> tuple[Library, ...]:
    """Those of the libraries that were not there yet. What is there stays as it is."""
    versions = {(row.name, row.major, row.minor, row.patch) for row in Library.objects.all()}
    return tuple(
        _installed(archive, folder, library, files[folder], now=now)
        for folder, library in brought.items()
        if (library.ref.name, *library.version) not in versions
    )


def _installed(
    archive: Archive, folder: str, library: Described, files: Iterable[str], *, now: datetime
) -> Library:
    sums = {name.removeprefix(f"{folder}/"): _sum_of(archive, name) for name in files}
    told = "\n".join(f"{path} {fingerprint}" for path, fingerprint in sorted(sums.items()))
    sha256 = hashlib.sha256(f"{library.ref} {library.patch}\n{told}".encode()).hexdigest()
    size = sum(
        keeping.put_blocks(library_place(sha256, path), archive.blocks(f"{folder}/{path}")) for path in sums
    )
    return Library.objects.create(
        name=library.ref.name,
        major=library.ref.major,
        minor=library.ref.minor,
        patch=library.patch,
        title=library.title,
        runnable=library.runnable,
        full_screen=library.full_screen,
        scripts=list(library.scripts),
        styles=list(library.styles),
        needs=[[need.name, need.major, need.minor] for need in library.needs],
        core=list(library.core),
        files=sorted(sums),
        size=size,
        sha256=sha256,
        installed_at=now,
    )


def _sum_of(archive: Archive, name: str) -> str:
    found = hashlib.sha256()
    for _block in summed(found, archive.blocks(name)):
        pass
    return found.hexdigest()


def summed(found: hashlib._Hash, blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The same blocks, each added to a fingerprint on its way."""
    for block in blocks:
        found.update(block)
        yield block


def code_of(libraries: Sequence[Library]) -> str:
    """The fingerprint of a set of libraries; their scripts and styles are written in one piece when they are not yet."""
    told = "\n".join(library.sha256 for library in libraries)
    code_sha = hashlib.sha256(told.encode()).hexdigest()
    keeping.put_blocks(joined_place(code_sha, "js"), _scripts(libraries))
    keeping.put_blocks(joined_place(code_sha, "css"), _styles(libraries))
    return code_sha


def _scripts(libraries: Sequence[Library]) -> Iterator[bytes]:
    yield b";\n"  # so that a “use strict” at the top of the first is not for all of them
    for library in libraries:
        for path in library.scripts:
            yield joined_script(_read(library, path))


def _styles(libraries: Sequence[Library]) -> Iterator[bytes]:
    for library in libraries:
        for path in library.styles:
            yield joined_style(_read(library, path), folder=f"{library.folder}/{path}".rpartition("/")[0])


def _read(library: Library, path: str) -> bytes:
    with keeping.store().open(library_place(library.sha256, path), "rb") as stream:
        return bytes(stream.read())


@transaction.atomic
def delete_library(library_id: int) -> None:
    """Take a library away; InUse with where when something plays with it or needs it."""
    library = Library.objects.select_for_update().get(pk=library_id)
    uses = uses_of(library)
    if uses:
        raise InUse(uses)
    library.delete()
    transaction.on_commit(lambda: keeping.take_library_away(library), robust=True)
