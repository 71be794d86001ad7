"""Reads JSON that strangers wrote: bounded in size and depth, with numbers and letters that every system can hold."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any, NoReturn

from h5p.choices import Problem
from h5p.rules.findings import refuse
from h5p.rules.limits import STANDARD, Limits, as_megabytes

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_BRACKET = re.compile(r"[{}\[\]]")


def read_object(raw: bytes, *, where: str, limits: Limits = STANDARD) -> dict[str, Any]:
    """The JSON object in a file; Refused with the place when it is too large, too deep or broken."""
    if len(raw) > limits.json:
        raise refuse(Problem.MEMBER_TOO_LARGE, where, as_megabytes(limits.json))
    try:
        text = raw.decode("utf-8-sig")
        if _depth(text) > limits.json_depth:
            raise refuse(Problem.BROKEN_JSON, where, f"> {limits.json_depth} {{[")
        found = decoded(text)
    except ValueError as broken:  # also what is not UTF-8
        raise refuse(Problem.BROKEN_JSON, where, str(broken)) from broken
    if not isinstance(found, dict):
        raise refuse(Problem.BROKEN_JSON, where, "{ … }")
    return found


def decoded(text: str) -> Any:
    """What a JSON document holds; ValueError for what is no JSON, and for numbers and letters that are none."""
    found = json.loads(text, parse_constant=_no_number, parse_float=_number)
    for written in _texts(found):
        if "\0" in written:
            raise ValueError(_NUL)
        written.encode()  # half a letter, as in "\\ud800", has no bytes
    return found


_NUL = "\\u0000"


def _texts(found: object) -> Iterator[str]:
    """Every text in a document, names of fields too, without recursion."""
    waiting = [found]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict):
            yield from part
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)


def _number(word: str) -> float:
    """A number with a point or a power; ValueError when it goes on without end."""
    number = float(word)
    return number if math.isfinite(number) else _no_number(word)


def _depth(text: str) -> int:
    """How deep the brackets go, counted outside strings."""
    deepest = depth = 0
    for bracket in _BRACKET.findall(_STRING.sub("", text)):
        depth += 1 if bracket in "{[" else -1
        deepest = max(deepest, depth)
    return deepest


def _no_number(word: str) -> NoReturn:
    message = f"{word[:20]} is not a number"
    raise ValueError(message)
