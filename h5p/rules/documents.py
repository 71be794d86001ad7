"""Reads JSON that strangers wrote: bounded in size and depth, no numbers that are none."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from h5p.choices import Problem
from h5p.rules.findings import refuse
from h5p.rules.limits import STANDARD, Limits, as_megabytes

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
        found = json.loads(text, parse_constant=_no_number)
    except ValueError as broken:  # also what is not UTF-8
        raise refuse(Problem.BROKEN_JSON, where, str(broken)) from broken
    if not isinstance(found, dict):
        raise refuse(Problem.BROKEN_JSON, where, "{ … }")
    return found


def _depth(text: str) -> int:
    """How deep the brackets go, counted outside strings."""
    deepest = depth = 0
    for bracket in _BRACKET.findall(_STRING.sub("", text)):
        depth += 1 if bracket in "{[" else -1
        deepest = max(deepest, depth)
    return deepest


def _no_number(word: str) -> NoReturn:
    message = f"{word} is not a number"
    raise ValueError(message)
