"""Pieces of questions, made the same whether a question comes from the editor, a text file or elsewhere. Pure."""

from __future__ import annotations

import hashlib
import random
import string
from typing import TYPE_CHECKING

from assessments.rules.items import Option, Target

if TYPE_CHECKING:
    from collections.abc import Iterable

# Words that learners see, so in Dutch.
TRUE, FALSE = "Waar", "Niet waar"
LONGEST_KEY = 8


def short_key(key: str) -> str:
    """A key of at most eight characters: itself when it is, and otherwise always the same other one."""
    return key if len(key) <= LONGEST_KEY else _digest(key)


def partner_of(key: str) -> str:
    """The key of the right-hand side that belongs to a left-hand side; looking at both does not tell so."""
    return _digest(f"partner of {key}")


def letters(number: int) -> list[str]:
    """A letter for each place of a list."""
    return [string.ascii_lowercase[place] for place in range(number)]


def mixed_letters(identifier: str, number: int) -> list[str]:
    """The same, mixed: the order of the letters does not tell the order that is right."""
    names = letters(number)
    random.Random(identifier).shuffle(names)  # noqa: S311 - the same each time, not secret
    return names


def true_or_not(*, is_true: bool, feedback_true: str, feedback_false: str) -> tuple[Option, Option]:
    """What there is to choose about a statement."""
    return (
        Option("true", TRUE, feedback_true, is_right=is_true),
        Option("false", FALSE, feedback_false, is_right=not is_true),
    )


def paired(
    pairs: Iterable[tuple[str, str, str]], extra: Iterable[Target]
) -> tuple[tuple[Option, ...], tuple[Target, ...]]:
    """Left-hand sides and right-hand sides of (key, left, right), with right-hand sides that belong to nothing."""
    rows = tuple(pairs)
    options = tuple(Option(key, left, target=partner_of(key)) for key, left, _ in rows)
    return options, (*(Target(partner_of(key), right) for key, _, right in rows), *extra)


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:LONGEST_KEY]
