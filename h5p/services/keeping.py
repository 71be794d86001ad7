"""Where files of the store are, on Django's storage: quarantine, libraries, content, and code that was joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, cast

from django.core.files.base import ContentFile, File
from django.core.files.storage import storages

from h5p.selectors.places import STORE, content_place, joined_place, library_place, quarantine_place

if TYPE_CHECKING:
    from django.core.files.storage import Storage

    from h5p.models import Library, PackageVersion


def store() -> Storage:
    """The storage that holds the files."""
    return storages[STORE]


def put(name: str, content: bytes) -> None:
    """Write a file; one that a broken import left behind is replaced."""
    keep_file(name, ContentFile(content))


def keep_file(name: str, content: File[bytes]) -> None:
    """Write a file of any size."""
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


def put_joined(code_sha: str, *, scripts: bytes, styles: bytes) -> None:
    """Write the code of a set of libraries in one piece."""
    put(joined_place(code_sha, "js"), scripts)
    put(joined_place(code_sha, "css"), styles)


def take_joined_away(code_sha: str) -> None:
    """Delete the code of a set of libraries with which nothing plays any more."""
    for kind in ("js", "css"):
        take_away(joined_place(code_sha, kind))
