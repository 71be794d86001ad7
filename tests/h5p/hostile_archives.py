"""Archives that nobody should unpack: links, lies about size and place, names that escape, lists without end."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile

from h5p.rules.check import check_file
from h5p.rules.limits import Limits
from tests.factories.h5p import library_json, manifest, needs, package

LIB = "Test.Story-1.0/library.json"


def problems(source, limits=None):
    """Every reason for which a package is refused, after reading all of it."""
    return {finding.problem for finding in check_file(source, limits=limits or Limits())}


def with_member(name, content=b"x", **attributes):
    """A good package with one more member, of which the entry is changed by hand."""
    source = package()
    with zipfile.ZipFile(source, "a") as archive:
        entry = zipfile.ZipInfo(name)
        for key, value in attributes.items():
            setattr(entry, key, value)
        archive.writestr(entry, content)
    source.seek(0)
    return source


def renamed(old, new):
    """A good package in which a name of the same length is replaced in the bytes."""
    assert len(old) == len(new)
    raw = with_member(old.decode()).getvalue()
    return io.BytesIO(raw.replace(old, new))


def with_mode(kind):
    return with_member("content/link.txt", external_attr=(kind | 0o777) << 16)


def flagged(bit):
    """A good package of which each member says in the list that it is locked."""
    raw = bytearray(package().getvalue())
    at = raw.find(b"PK\x01\x02")
    while at >= 0:
        raw[at + 8] |= bit
        at = raw.find(b"PK\x01\x02", at + 4)
    return io.BytesIO(bytes(raw))


def twice(first, second):
    source = package()
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr(first, b"a")
        with warnings.catch_warnings(action="ignore"):  # the same name twice: that is the point
            archive.writestr(second, b"b")
    source.seek(0)
    return source


def lying(size):
    """A package whose list says that a member unpacks to another size than it does."""
    raw = bytearray(package(**{"content/a.txt": b"a" * 5000}).getvalue())
    at = raw.find(b"PK\x01\x02")
    while raw[at + 46 : at + 59] != b"content/a.txt":
        at = raw.find(b"PK\x01\x02", at + 4)
    raw[at + 24 : at + 28] = struct.pack("<L", size)
    return io.BytesIO(bytes(raw))


def broken_in_the_middle():
    raw = bytearray(package(**{"content/a.txt": bytes(range(256)) * 40}).getvalue())
    at = raw.find(b"content/a.txt") + 30
    raw[at : at + 8] = b"\xff" * 8
    return io.BytesIO(bytes(raw))


def end_that_says(count=None, directory=None):
    """A package whose end claims another number of members or another length of their list."""
    raw = bytearray(package().getvalue())
    if count is not None:
        raw[-14:-12] = raw[-12:-10] = struct.pack("<H", count)
    if directory is not None:
        raw[-10:-6] = struct.pack("<L", directory)
    return io.BytesIO(bytes(raw))


def behind(extra):
    return io.BytesIO(package().getvalue() + extra)


def commented(comment):
    source = package()
    with zipfile.ZipFile(source, "a") as archive:
        archive.comment = comment
    source.seek(0)
    return source


def nameless():
    """A package with a member without a name."""
    raw = bytearray(with_member("xxyy").getvalue().replace(b"xxyy", b"xx\0\0"))
    for at, mark in ((26, b"PK\x03\x04"), (28, b"PK\x01\x02")):
        start = raw.rfind(mark) + at
        raw[start : start + 4] = struct.pack("<HH", 0, 4)  # no name, and what was the name is something more
    return io.BytesIO(bytes(raw))


def said_to_lie_at(offset, **attributes):
    """A package whose list says that the last member begins at another place."""
    raw = bytearray(with_member("content/a.txt", **attributes).getvalue())
    at = raw.rfind(b"PK\x01\x02")
    raw[at + 42 : at + 46] = struct.pack("<L", offset)
    return io.BytesIO(bytes(raw))


def content(text):
    return package(**{"content/content.json": text})


def deep_libraries(number):
    """A package with libraries that each need the next; the last needs one that is not there."""
    files = {
        f"Test.L{at}-1.0/library.json": library_json(
            f"Test.L{at}", preloadedJs=[], preloadedCss=[], preloadedDependencies=[needs(f"Test.L{at + 1}")]
        )
        for at in range(number)
    }
    listed = manifest(preloadedDependencies=[needs("Test.Story"), needs("Test.L0")])
    return package(**files, **{"h5p.json": listed})
