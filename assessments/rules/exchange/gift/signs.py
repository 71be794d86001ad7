"""The signs of GIFT: what has a meaning, and how it is written when it is only a sign."""

from __future__ import annotations

# While a question is read, an escaped sign stands as one that no text may hold (a noncharacter of Unicode).
_SIGNS = "\\:#={}~\n*"
_STAND_INS = {sign: chr(0xFDD0 + place) for place, sign in enumerate(_SIGNS)}
_BACK = str.maketrans({stand_in: sign for sign, stand_in in _STAND_INS.items()})
_ESCAPES = {"\\": "\\", ":": ":", "#": "#", "=": "=", "{": "{", "}": "}", "~": "~", "n": "\n", "*": "*"}
_WRITTEN = str.maketrans({sign: f"\\{sign}" for sign in "\\:#={}~"} | {"\n": "\\n"})
# The steps of an order are lines of their own; there Moodle takes every other sign as it stands.
_WRITTEN_IN_STEPS = str.maketrans({sign: f"\\{sign}" for sign in "\\{}"} | {"\n": " "})
PLAIN = "[plain]"


def hidden(text: str) -> str:
    """The text with a stand-in for each escaped sign, so that only signs with a meaning are left."""
    parts: list[str] = []
    rest = iter(text)
    for sign in rest:
        follower = next(rest, "") if sign == "\\" else ""
        if follower in _ESCAPES and follower:
            parts.append(_STAND_INS[_ESCAPES[follower]])
        else:
            parts.append(sign + follower)
    return "".join(parts)


def shown(text: str) -> str:
    """The text with the signs themselves again."""
    return text.translate(_BACK)


def written(text: str) -> str:
    """The text with every sign that has a meaning escaped."""
    return text.translate(_WRITTEN)


def step_written(text: str) -> str:
    """A step of an order on a line of its own."""
    words = text.translate(_WRITTEN_IN_STEPS).replace("####", "\\#\\#\\#\\#")
    return f"{PLAIN}{words}" if words.startswith(("[", "//")) else words
