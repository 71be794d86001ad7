"""Puts the scripts of a package in one file and its styles in another, so that a page asks for two files, not for fifty."""

from __future__ import annotations

import posixpath
import re

# Each part takes all that it can and gives nothing back: a style of megabytes is read once.
_ADDRESS = re.compile(
    r"""url\(\s*+(?:"(?P<double>[^"\\\n]++)"|'(?P<single>[^'\\\n]++)'|(?P<bare>[^"'()\\\s]++))\s*+\)""",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|/|#)", re.IGNORECASE)

# What comes before the code of every package. No content policy forbids calls between browsers, and a package may make
# a frame of its own, in which nothing runs but this code: so they are taken away here, in whatever window it runs.
LEAD = (
    b';["RTCPeerConnection","webkitRTCPeerConnection"].forEach(function(name){'
    b"Object.defineProperty(window,name,{value:undefined})});\n"
)


def joined_script(source: bytes) -> bytes:
    """A script that can stand before another one, whatever it ends with."""
    return source.removeprefix(b"\xef\xbb\xbf") + b"\n;\n"


def joined_style(source: bytes, *, folder: str) -> bytes:
    """A style whose addresses still hold beside its library's folder; `folder` is where it stood."""
    text = source.decode("utf-8-sig", errors="replace").replace("@charset", "/* charset */ @charset-was")

    def moved(match: re.Match[str]) -> str:
        path = (match["double"] or match["single"] or match["bare"]).strip()
        if _ELSEWHERE.match(path):
            return match[0]
        whole = posixpath.normpath(posixpath.join(folder, path)).replace('"', "%22")
        return f'url("{whole}")'

    return (_ADDRESS.sub(moved, text) + "\n").encode()
