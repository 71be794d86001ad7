"""The kinds of values in a bank of questions."""

from __future__ import annotations

import re
from typing import Any

from assessments.rules.bank_text.problems import BankProblem
from core.rules.entries import Refused, Rule
from core.rules.problems import FieldProblem
from core.rules.typesetting import typeset

LONGEST_TEXT = 1500
LONGEST_OPTION = 400
_CODE = re.compile(r"[A-Z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|\*\*|__|\]\(|^#{1,6} ", re.MULTILINE)


def name(value: Any, rule: Rule) -> str:
    """The code of a module, a goal or a question."""
    if not isinstance(value, str) or not _CODE.fullmatch(value) or len(value) > rule.longest:
        raise Refused(FieldProblem.NOT_A_CODE)
    return value


def words(value: Any, rule: Rule) -> str:
    """Plain text of at most so many characters; a blank line between paragraphs, real quotation marks."""
    if not isinstance(value, str) or not value.strip():
        raise Refused(FieldProblem.NOT_A_TEXT)
    if _MARKUP.search(value):
        raise Refused(BankProblem.MARKUP)
    text = "\n\n".join(typeset(" ".join(each.split())) for each in _paragraphs(value.strip()))
    if len(text) > rule.longest:
        raise Refused(FieldProblem.TOO_LONG, longest=rule.longest, length=len(text))
    return text


def _paragraphs(text: str) -> list[str]:
    """A folded text keeps one line break for a blank line, a literal one keeps them all."""
    parts = re.split(r"\n\s*\n", text)
    return parts if len(parts) > 1 else text.split("\n")


def several_words(value: Any, rule: Rule) -> tuple[str, ...]:
    """A list of plain texts."""
    if not isinstance(value, list) or not value:
        raise Refused(FieldProblem.NOT_A_LIST)
    return tuple(words(_written(one), rule) for one in value)


def _written(value: Any) -> Any:
    """YAML reads 42 and true as something else than text; in a list of texts they are texts."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
