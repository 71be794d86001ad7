"""The formats in which questions come in and go out, and which of them a file is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePath

from assessments.rules.exchange import gift, moodle, qti, table
from assessments.rules.exchange.archives import MEGABYTE, START, Archive
from assessments.rules.exchange.codes import Refusal
from assessments.rules.exchange.report import Imported, RefusedError, Written, refused
from assessments.rules.items import Tagged

LARGEST_FILE = 20 * MEGABYTE
EXTENSIONS = ("txt", "gift", "xml", "zip", "csv", "xlsx")
_LOOK_AT = 4_000
_ROOT = re.compile(rb"<(?:[A-Za-z0-9]+:)?([A-Za-z][A-Za-z0-9-]*)")

Reader = Callable[[bytes], Imported]


@dataclass(frozen=True, slots=True)
class Format:
    """A format to write questions in."""

    name: str
    extension: str
    content_type: str
    write: Callable[[Iterable[Tagged]], Written]


FORMATS = {
    "gift": Format("GIFT", "txt", "text/plain; charset=utf-8", gift.write),
    "moodle": Format("Moodle XML", "xml", "application/xml", moodle.write),
    "qti-2": Format("QTI 2.1", "zip", "application/zip", qti.write_2),
    "qti-3": Format("QTI 3.0", "zip", "application/zip", qti.write_3),
    "csv": Format("CSV", "csv", "text/csv; charset=utf-8", table.write_csv),
    "xlsx": Format(
        "Excel",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        table.write_workbook,
    ),
}
_BY_ROOT: dict[bytes, Reader] = {
    b"quiz": moodle.read,
    b"assessmentitem": qti.read,
    b"qti-assessment-item": qti.read,
    b"questestinterop": qti.read,
}
_BY_EXTENSION: dict[str, Reader] = {"txt": gift.read, "gift": gift.read, "csv": table.read_csv}


def read(*, name: str, content: bytes) -> Imported:
    """The questions of a file that somebody brought; what it is follows from what is in it, then from its name."""
    try:
        return _reader_for(name, content)(content)
    except RefusedError as error:
        return refused(error)


def _reader_for(name: str, content: bytes) -> Reader:
    if not content.strip():
        raise RefusedError(Refusal.EMPTY)
    if len(content) > LARGEST_FILE:
        raise RefusedError(Refusal.TOO_LARGE, megabytes=LARGEST_FILE // MEGABYTE)
    if content.startswith(START):
        return _reader_of_archive(Archive(content))
    extension = PurePath(name).suffix.lower().lstrip(".")
    if extension == "xml" or content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        return _reader_of_xml(content)
    reader = _BY_EXTENSION.get(extension)
    if reader is None:
        raise RefusedError(Refusal.UNKNOWN_FORMAT)
    return reader


def _reader_of_archive(archive: Archive) -> Reader:
    if any(name.startswith("xl/") for name in archive.names):
        return table.read_workbook
    if any(name.lower().endswith(".xml") for name in archive.names):
        return qti.read
    raise RefusedError(Refusal.UNKNOWN_FORMAT)


def _reader_of_xml(content: bytes) -> Reader:
    """By the first element; when it cannot be seen at once, the XML is looked at by the reader of Moodle XML."""
    root = next((name for name in _ROOT.findall(content[:_LOOK_AT].replace(b"\x00", b""))), b"quiz")
    reader = _BY_ROOT.get(root.lower())
    if reader is None:
        raise RefusedError(Refusal.UNKNOWN_FORMAT)
    return reader
