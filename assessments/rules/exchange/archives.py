"""ZIP files of others: looked through before anything is unpacked, and unpacked in memory only."""

from __future__ import annotations

import stat
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - a class with a small name

from assessments.rules.exchange.codes import Refusal
from assessments.rules.exchange.report import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MEGABYTE = 1024 * 1024
MOST_FILES = 3_000
LARGEST_UNPACKED = 100 * MEGABYTE
LARGEST_READ = 10 * MEGABYTE
START = b"PK\x03\x04"
_BESIDE = "__MACOSX/"  # what a Mac packs beside each file
_LOCKED = 0x1
_BROKEN = (BadZipFile, ZlibError, EOFError, OSError, ValueError, NotImplementedError)
_ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tar", ".imscc", ".mbz")


class Archive:
    """A ZIP file that was looked through; raises RefusedError when it is not safe to open."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(content))
        except _BROKEN as error:
            raise RefusedError(Refusal.ARCHIVE_BROKEN) from error
        self._check()
        self._entries = {
            entry.filename: entry
            for entry in self._zip.infolist()
            if not entry.is_dir() and not entry.filename.startswith(_BESIDE)
        }

    @property
    def names(self) -> list[str]:
        """The files in it."""
        return list(self._entries)

    def read(self, name: str) -> bytes:
        """The content of one file."""
        if self._entries[name].file_size > LARGEST_READ:
            raise RefusedError(Refusal.ARCHIVE_TOO_LARGE, megabytes=LARGEST_READ // MEGABYTE)
        try:
            return self._zip.read(name)
        except _BROKEN as error:
            raise RefusedError(Refusal.ARCHIVE_BROKEN) from error

    def _check(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > MOST_FILES:
            raise RefusedError(Refusal.ARCHIVE_TOO_MANY, most=MOST_FILES)
        # What the list of contents says is what can come out at most: reading stops there.
        if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
            raise RefusedError(Refusal.ARCHIVE_TOO_LARGE, megabytes=LARGEST_UNPACKED // MEGABYTE)
        for entry in entries:
            _check_entry(entry)


def _check_entry(entry: ZipInfo) -> None:
    if entry.flag_bits & _LOCKED:
        raise RefusedError(Refusal.ARCHIVE_LOCKED)
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise RefusedError(Refusal.ARCHIVE_BROKEN)
    if not _is_safe(entry):
        raise RefusedError(Refusal.ARCHIVE_NAME, name=entry.filename)
    if entry.filename.lower().endswith(_ARCHIVES):
        raise RefusedError(Refusal.ARCHIVE_NESTED, name=entry.filename)


def _is_safe(entry: ZipInfo) -> bool:
    name = entry.orig_filename
    parts = name.split("/")
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    return bool(entry.filename) and not (
        is_link or name.startswith("/") or ".." in parts or set(name) & set("\\:\x00")
    )


def packed(files: Mapping[str, bytes]) -> bytes:
    """A ZIP file with these files; the same files give the same ZIP file."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as made:
        for entry, body in _entries(files):
            made.writestr(entry, body)
    return content.getvalue()


def _entries(files: Mapping[str, bytes]) -> Iterator[tuple[ZipInfo, bytes]]:
    for name, body in files.items():
        entry = ZipInfo(name)  # dated 1980, so that a moment does not make a difference
        entry.compress_type = ZIP_DEFLATED
        yield entry, body
