"""Puts the scripts of a package in one file and its styles in another, so that a page asks for two files, not for fifty."""

from __future__ import annotations

import posixpath
import re

_ADDRESS = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<path>[^"')]+)(?P=quote)\s*\)""")
_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|/|#)", re.IGNORECASE)


def joined_script(source: bytes) -> bytes:
    """A script that can stand before another one, whatever it ends with."""
    return source.removeprefix(b"\xef\xbb\xbf") + b"\n;\n"


def joined_style(source: bytes, *, folder: str) -> bytes:
    """A style whose addresses still hold beside its library's folder; `folder` is where it stood."""
    text = source.decode("utf-8-sig", errors="replace").replace("@charset", "/* charset */ @charset-was")

    def moved(match: re.Match[str]) -> str:
        path = match["path"].strip()
        if _ELSEWHERE.match(path):
            return match[0]
        return f'url("{posixpath.normpath(posixpath.join(folder, path))}")'

    return (_ADDRESS.sub(moved, text) + "\n").encode()
