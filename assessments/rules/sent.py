"""What a script sends as JSON, as forms and the database can take it. Pure."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

DEEPEST = 4
# No database keeps these. Half a pair is what is left of an emoji that was cut in two.
_NOT_KEPT = re.compile("[\x00\ud800-\udfff]")


def read_sent(body: bytes, *, with_parts: Collection[str]) -> dict[str, Any]:
    """The fields that were sent: texts, and what has parts under the names that ask for it; empty when unreadable."""
    try:
        sent = _kept(json.loads(body), DEEPEST)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(sent, dict):
        return {}
    return {name: value if name in with_parts else _text(value) for name, value in sent.items()}


def _kept(value: Any, deep: int) -> Any:
    if isinstance(value, str):
        return _NOT_KEPT.sub("", value)
    if not isinstance(value, (dict, list)):
        return value
    if not deep:
        raise ValueError(deep)
    if isinstance(value, list):
        return [_kept(part, deep - 1) for part in value]
    return {_NOT_KEPT.sub("", name): _kept(part, deep - 1) for name, part in value.items()}


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, (dict, list)) else str(value)
