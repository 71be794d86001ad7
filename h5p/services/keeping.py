"""Where files of the store are, on Django's storage: quarantine, libraries, content, and code that was joined."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast

from django.core.files.base import File
from django.core.files.storage import storages

from h5p.rules.limits import MEGABYTE
from h5p.selectors.places import STORE, content_place, joined_place, library_place, quarantine_place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files.storage import Storage

    from h5p.models import Library, PackageVersion

MOST_HELD = 2 * MEGABYTE  # in memory; a film waits on disk


def store() -> Storage:
    """The storage that holds the files."""
    return storages[STORE]


def put_blocks(name: str, blocks: Iterable[bytes]) -> int:
    """Write a file of any size, a block at a time, and say how large it is."""
    with SpooledTemporaryFile(max_size=MOST_HELD) as held:
        for block in blocks:
            held.write(block)
        size = held.tell()
        held.seek(0)
        content: File[bytes] = File(held)
        content.size = size
        keep_file(name, content)
    return size


def keep_file(name: str, content: File[bytes]) -> None:
    """Write a file; one that a broken import left behind is replaced."""
    take_away(name)
    store().save(name, content)


def take_away(name: str) -> None:
    """Delete a file, if it is there."""
    if store().exists(name):
        store().delete(name)


def opened_quarantine(version: PackageVersion) -> BinaryIO:
    """The file as it was brought."""
    return cast("BinaryIO", store().open(quarantine_place(version.public_id), "rb"))


def take_library_away(library: Library) -> None:
    """Delete the files of a library."""
    for path in library.files:
        take_away(library_place(library.sha256, path))


def take_version_away(version: PackageVersion) -> None:
    """Delete the files of a version; code that other versions play with stays."""
    take_away(quarantine_place(version.public_id))
    for path in version.files:
        take_away(content_place(version.public_id, path))


def take_joined_away(code_sha: str) -> None:
    """Delete the code of a set of libraries with which nothing plays any more."""
    for kind in ("js", "css"):
        take_away(joined_place(code_sha, kind))
