"""The key of a question: what the points depend on. Pure."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from assessments.choices import QuestionKind

if TYPE_CHECKING:
    from assessments.rules.items import Item


def key_hash(item: Item) -> str:
    """The same for two questions that give each answer the same points; mending a word does not change it."""
    key: dict[str, Any] = {
        "kind": str(item.kind),
        "options": _options(item),
        "targets": sorted(target.key for target in item.targets),
        "accepted": sorted(item.accepted),
        "number": None if item.number is None else str(item.number.normalize()),
        "tolerance": str(item.tolerance.normalize()),
        "criteria": sorted((criterion.key, len(criterion.levels)) for criterion in item.criteria),
    }
    return hashlib.sha256(json.dumps(key).encode()).hexdigest()


def _options(item: Item) -> list[Any]:
    rows = [
        (option.key, option.is_right, option.target, option.is_best, option.is_worst, str(option.red_flag))
        for option in item.options
    ]
    return rows if item.kind == QuestionKind.ORDER else sorted(rows)
