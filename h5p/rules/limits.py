"""How much a package may hold."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds in bytes and in numbers; every one is counted while reading, because headers can lie."""

    archive: int = 300 * MEGABYTE
    members: int = 5000
    directory: int = 4 * MEGABYTE  # the list of members at the end of the archive
    member: int = 200 * MEGABYTE
    total: int = 500 * MEGABYTE
    ratio: int = 200  # unpacked bytes for a packed one
    ratio_from: int = MEGABYTE  # a small file of blanks is no trap
    code: int = 16 * MEGABYTE  # a script or a style
    json: int = 4 * MEGABYTE
    json_depth: int = 100
    depth: int = 12
    path: int = 240


STANDARD = Limits()


def as_megabytes(size: int) -> str:
    """A size as people read it."""
    return f"{size // MEGABYTE} MB"
