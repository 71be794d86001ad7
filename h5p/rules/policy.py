"""What the document in which a package plays may do: nothing but run this code and show this content (ADR 0026)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

# For every other file of a package: opened directly it shows nothing and runs nothing.
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
