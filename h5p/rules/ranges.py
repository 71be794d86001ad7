"""Which bytes of a file a browser asks for: who moves through a film asks for the piece that it is at."""

from __future__ import annotations

import re

_ASKED = re.compile(r"bytes=(\d{1,18})?-(\d{1,18})?", re.ASCII)


class NotThere(ValueError):  # noqa: N818 - it says what happened
    """The file has no such bytes."""


def asked_range(header: str, size: int) -> range | None:
    """The places of the bytes that are asked for; None for the whole file, also when the question makes no sense."""
    asked = _ASKED.fullmatch(header.strip())
    if asked is None or asked[0] == "bytes=-":
        return None
    first, last = asked[1], asked[2]
    if first is None:
        return _end(int(last), size)
    start, stop = int(first), min(size, int(last) + 1) if last else size
    if last and int(last) < int(first):
        return None
    if start >= size:
        raise NotThere
    return range(start, stop)


def _end(length: int, size: int) -> range:
    """The last bytes of a file."""
    if not length or not size:
        raise NotThere
    return range(max(0, size - length), size)
