"""The key of a question: what the points depend on, and names for options that tell nothing about it. Pure."""

from __future__ import annotations

import hashlib
import json
import random
import string
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


def letters(identifier: str, number: int) -> list[str]:
    """A letter for each place of a list, mixed: the order of the letters does not tell the order that is right."""
    names = [string.ascii_lowercase[place] for place in range(number)]
    random.Random(identifier).shuffle(names)  # noqa: S311 - the same each time, not secret
    return names


def partner_of(key: str) -> str:
    """The name of the right-hand side that belongs to a left-hand side; looking at both does not tell so."""
    return hashlib.sha256(f"partner of {key}".encode()).hexdigest()[:8]
