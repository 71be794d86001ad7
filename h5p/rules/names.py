"""Which names of files in an archive are safe on every system that may ever unpack them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from h5p.choices import Problem
from h5p.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from h5p.rules.limits import Limits

_RESERVED = re.compile(r"^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
_UNSAFE = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')
_LIKE_A_PATH = re.compile(r"[/\\:]")
_LONGEST_SEGMENT = 120


def name_problem(name: str, limits: Limits) -> Finding | None:
    """Why a name of a member is refused, if it is."""
    path = name.removesuffix("/")
    segments = path.split("/")
    if len(path) > limits.path or not all(_is_safe(segment) for segment in segments):
        return Finding(Problem.UNSAFE_NAME, name)
    if len(segments) > limits.depth:
        return Finding(Problem.TOO_DEEP, name)
    return None


def _is_safe(segment: str) -> bool:
    alike = unicodedata.normalize(
        "NFKC", segment
    )  # what some systems make of it: “‥” is two dots, “／” a slash
    return bool(
        alike.strip(" .")
        and len(segment.encode()) <= _LONGEST_SEGMENT
        and segment == segment.strip(" ")
        and not segment.endswith(".")
        and not _UNSAFE.search(segment)
        and not _LIKE_A_PATH.search(alike)
        and not _RESERVED.match(segment)
        and all(letter.isprintable() for letter in segment)
        and unicodedata.is_normalized("NFC", segment)
    )


def is_ignored(name: str) -> bool:
    """Whether the format says to skip a member: a part of its path begins with a dot or an underscore."""
    return any(segment.startswith((".", "_")) for segment in name.split("/"))


def clashes(names: Iterable[str]) -> Iterator[Finding]:
    """Every name that another one would overwrite on some system, also by a folder in the place of a file."""
    files: set[str] = set()
    folders: set[str] = set()
    for name in names:
        key = unicodedata.normalize("NFKC", name).casefold()
        above = [key.rsplit("/", count)[0] for count in range(1, key.count("/") + 1)]
        if key in files or key in folders or files.intersection(above):
            yield Finding(Problem.DUPLICATE_NAME, name)
        files.add(key)
        folders.update(above)
