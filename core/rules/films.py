"""Addresses of films on sites that we show, and of their players without trackers. Pure."""

from __future__ import annotations

import re

_PLAYERS = (
    (
        re.compile(
            r"^https?://(?:www\.|m\.)?youtube(?:-nocookie)?\.com/"
            r"(?:watch\?(?:[^#]*&)?v=|embed/|shorts/|live/)([\w-]{6,20})(?:[?&#/].*)?$"
        ),
        "https://www.youtube-nocookie.com/embed/{}",
    ),
    (
        re.compile(r"^https?://youtu\.be/([\w-]{6,20})(?:[?#].*)?$"),
        "https://www.youtube-nocookie.com/embed/{}",
    ),
    (
        re.compile(r"^https?://(?:www\.|player\.)?vimeo\.com/(?:video/)?(\d{5,12})(?:[?#/].*)?$"),
        "https://player.vimeo.com/video/{}?dnt=1",
    ),
)


def player_of(address: str) -> str | None:
    """Give the address of the player of a film, or None for another site."""
    for pattern, player in _PLAYERS:
        film = pattern.match(address.strip())
        if film:
            return player.format(film[1])
    return None
