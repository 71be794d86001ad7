"""Criteria for marking as text that another system can show to a marker, and back."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from assessments.rules.exchange.shape import MOST_OPTIONS
from assessments.rules.items import Criterion

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEVEL = re.compile(r"(\d{1,2})\. (.+)")


def rubric_html(criteria: Iterable[Criterion]) -> str:
    """The criteria as HTML: what is looked at, and a numbered level for each number of points, from nought."""
    return "".join(_criterion_html(criterion) for criterion in criteria)


def _criterion_html(criterion: Criterion) -> str:
    levels = "".join(f"<li>{_words(level)}</li>" for level in criterion.levels)
    return f'<p>{_words(criterion.text)}</p><ol start="0">{levels}</ol>'


def _words(text: str) -> str:
    return escape(text, quote=False).replace("\n", " ")


def criteria_in(text: str) -> tuple[Criterion, ...]:
    """The criteria that a plain text describes as we write them; none when it is another kind of text."""
    paragraphs = [paragraph for paragraph in text.split("\n\n") if paragraph]
    names, levels = paragraphs[::2], [_levels_in(paragraph) for paragraph in paragraphs[1::2]]
    if not names or len(names) != len(levels) or len(names) > MOST_OPTIONS or not all(levels):
        return ()
    keys = "abcdefghijklmnopqrstuvwxyz"
    return tuple(Criterion(*parts) for parts in zip(keys, names, levels, strict=False))


def _levels_in(paragraph: str) -> tuple[str, ...]:
    """The levels of a numbered list; QTI cannot begin one at nought."""
    found = [_LEVEL.fullmatch(line) for line in paragraph.split("\n")]
    numbers = [int(match[1]) for match in found if match]
    if len(numbers) < len(found) or numbers not in (list(range(len(found))), list(range(1, len(found) + 1))):
        return ()
    return tuple(match[2] for match in found if match)
