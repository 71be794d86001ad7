"""Plain words: out of blocks, rich text and files, and for what is wrong in a file."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, Any

import nh3
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BaseStructBlock, ListBlock, RichTextBlock

from core.rules.problems import FieldProblem, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import StrEnum
    from pathlib import Path

    from django_stubs_ext import StrOrPromise
    from wagtail.blocks import Block, StreamValue

FIELD_PROBLEMS: dict[StrEnum, StrOrPromise] = {
    FieldProblem.FILE_NOT_READABLE: _("This file cannot be read. Save it as text in UTF-8."),
    FieldProblem.YAML_BROKEN: _(
        "This cannot be read. Put a text with a colon or a quotation mark between quotation marks."
    ),
    FieldProblem.YAML_SHAPE: _("Names with values are expected here, such as “code: M1”."),
    FieldProblem.KEY_TWICE: _("“%(key)s” stands here twice."),
    FieldProblem.KEY_UNKNOWN: _("“%(key)s” means nothing here. Is it a typing mistake?"),
    FieldProblem.KEY_MISSING: _("“%(key)s” is missing."),
    FieldProblem.NOT_A_TEXT: _("“%(key)s” has to be a text."),
    FieldProblem.NOT_A_NUMBER: _("“%(key)s” has to be a whole number."),
    FieldProblem.NOT_A_DECIMAL: _("“%(key)s” has to be a number, such as 1.5."),
    FieldProblem.NOT_A_FLAG: _("“%(key)s” has to be true or false."),
    FieldProblem.NOT_A_DATE: _("“%(key)s” has to be a date, such as 2027-06-01."),
    FieldProblem.NOT_A_CODE: _("“%(key)s” has to be a code in capitals, such as M1-L2."),
    FieldProblem.NOT_A_SLUG: _("“%(key)s” may only have small letters, digits and dashes."),
    FieldProblem.NOT_A_LIST: _("“%(key)s” has to be a list."),
    FieldProblem.NOT_ONE_OF: _("“%(key)s” has to be one of: %(choices)s."),
    FieldProblem.TOO_LONG: _("“%(key)s” has %(length)s characters. At most %(longest)s are allowed."),
    FieldProblem.OUT_OF_RANGE: _("“%(key)s” has to be between %(least)s and %(most)s."),
}
_BLOCK_ENDS = ("</p>", "</li>", "</h2>", "</h3>", "<br/>", "<br>")


def words_of_html(html: str) -> str:
    """Give the words of a piece of HTML, a line per paragraph."""
    for end in _BLOCK_ENDS:
        html = html.replace(end, f"{end}\n")
    return unescape(nh3.clean(html, tags=set())).strip()


def plain_text(stream: StreamValue | None) -> str:
    """Give all words of a stream of blocks, a line per paragraph."""
    if not stream:
        return ""
    texts = (text for child in stream for text in _texts_in(child.block, child.value))
    return "\n".join(words_of_html(str(text)) for text in texts)


def _texts_in(block: Block, value: Any) -> Iterable[Any]:
    """The texts of a block; rich text with its paragraphs, which Wagtail's own search text joins."""
    if isinstance(block, RichTextBlock):
        return [value.source]
    if isinstance(block, BaseStructBlock):
        return [
            text for name, child in block.child_blocks.items() for text in _texts_in(child, value.get(name))
        ]
    if isinstance(block, ListBlock):
        return [text for child in value for text in _texts_in(block.child_block, child)]
    return block.get_searchable_content(value)


def sentence_of(problem: Problem, sentences: Mapping[StrEnum, StrOrPromise]) -> str:
    """File, line and what to do about it; `sentences` are for the mistakes that only this kind of file can have."""
    return f"{problem.file}:{problem.line}: {words_about(problem, sentences)}"


def words_about(problem: Problem, sentences: Mapping[StrEnum, StrOrPromise]) -> str:
    """What to do about it."""
    sentence = str({**FIELD_PROBLEMS, **sentences}[problem.code])
    return sentence % problem.words if problem.words else sentence


def files_in(folder: Path, suffixes: frozenset[str]) -> tuple[dict[str, str], list[Problem]]:
    """The text files of a folder by their path in it, and a problem for each that cannot be read."""
    files: dict[str, str] = {}
    problems = []
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.suffix not in suffixes or not file.is_file():
            continue
        try:
            files[name] = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            problems.append(Problem(name, 1, FieldProblem.FILE_NOT_READABLE))
    return files, problems
