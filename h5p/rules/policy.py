"""What the document in which a package plays may do: nothing but run this code and show this content (ADR 0026)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

# For every other file of a package: opened directly it shows nothing, runs nothing and reaches nothing.
NOWHERE = "()"
INERT = "sandbox; default-src 'none'; form-action 'none'; frame-ancestors 'none'"


def play_policy(
    *, host: str, player: str, scripts: Collection[str], code: str, content: str, frames: Collection[str] = ()
) -> str:
    """The content policy of a page that plays. Addresses are whole: in an opaque origin 'self' is nobody."""
    files = f"{code} {content}"
    directives = {
        "sandbox": "allow-scripts",
        "default-src": "'none'",
        "script-src": " ".join(scripts),
        "style-src": f"{code} {player} 'unsafe-inline'",
        "img-src": f"{files} {player} data: blob:",
        "media-src": f"{files} data: blob:",
        "font-src": f"{files} {player} data:",
        "connect-src": files,
        "frame-src": " ".join(frames) or "'none'",
        "worker-src": "'none'",
        "form-action": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": host,
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def reach(*, host: str, player: str, frames: Collection[str] = ()) -> str:
    """All that a page that plays may connect to, by whatever road (Connection-Allowlist).

    A content policy says nothing of connections that are opened ahead of a request, of names that are looked up for
    those, and of calls between browsers. Chromium closes these roads by this list since its version 152.
    """
    more = [] if player.startswith(f"{host}/") else [f"{player}*"]
    patterns = [*more, *map(_pattern_of, frames)]
    return f"({' '.join(['response-origin', *(f'{chr(34)}{each}{chr(34)}' for each in patterns)])})"


def _pattern_of(source: str) -> str:
    """A source of a content policy, as a pattern of addresses: without a path it is all of the site."""
    if source.endswith(":"):
        return f"{source}//*"
    whole = source if "://" in source else f"https://{source}"
    return f"{whole}*" if whole.count("/") > 2 else whole
