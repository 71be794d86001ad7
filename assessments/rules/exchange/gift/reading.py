"""Reads GIFT, question by question; a mistake in one leaves the others alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from assessments.rules.exchange.archives import MEGABYTE
from assessments.rules.exchange.assembling import Draft
from assessments.rules.exchange.codes import Loss, Refusal
from assessments.rules.exchange.gift.answers import item_of
from assessments.rules.exchange.gift.signs import hidden, shown
from assessments.rules.exchange.gift.wording import Wording
from assessments.rules.exchange.identity import MOST_READ, reported, require_readable
from assessments.rules.exchange.report import Found, Imported, Place, RefusedError, Remark, refused
from assessments.rules.exchange.shape import LONGEST_TEXT
from assessments.rules.exchange.texts import decoded, on_one_line
from assessments.rules.exchange.vocabulary import labels_in, module_in

if TYPE_CHECKING:
    from collections.abc import Iterator

_CATEGORY = "$CATEGORY:"
_IDENTIFIER = re.compile(r"\[id:((?:\\.|[^\[\]\\])+)\]")
_LABEL = re.compile(r"\[tag:((?:\\.|[^\[\]\\])+)\]")
_ESCAPED = re.compile(r"\\(.)")
_GAP = "_____"
LARGEST = 5 * MEGABYTE  # thousands of questions; text is read sign by sign, so more takes long
LONGEST_QUESTION = 20 * LONGEST_TEXT  # with all its answers
_LONGEST_START = 500  # of a question that cannot be read


@dataclass(slots=True)
class _Passage:
    """Lines without an empty one between them: a question, a category or only comments."""

    line: int
    lines: list[str]
    comments: list[str]


def read(content: bytes) -> Imported:
    """The questions of a GIFT file, and what could not be read."""
    try:
        if len(content) > LARGEST:
            raise RefusedError(Refusal.TOO_LARGE, megabytes=LARGEST // MEGABYTE)
        passages = list(islice(_passages(decoded(content)), MOST_READ + 1))
        require_readable(len(passages))
    except RefusedError as error:
        return refused(error)
    found: list[Found] = []
    problems: list[Remark] = []
    left_out: list[Remark] = []
    module = ""
    for passage in passages:
        whole = "\n".join(passage.lines).strip()
        if whole.startswith(_CATEGORY):
            module = module_in(whole)
            continue
        try:
            found.extend(_questions(passage, whole, module, left_out))
        except RefusedError as error:
            problems.append(error.remark(Place(line=passage.line, name=_name_of(whole))))
    return reported(found, problems=problems, left_out=left_out)


def _passages(text: str) -> Iterator[_Passage]:
    passage = _Passage(0, [], [])
    for number, line in enumerate([*re.split(r"\r\n?|\n", text), ""], start=1):
        words = line.strip()
        if words.startswith("//"):
            passage.comments.append(words)
        elif words:
            passage.line = passage.line or number
            passage.lines.append(words)
        else:
            if passage.lines:
                yield passage
            passage = _Passage(0, [], [])


def _questions(passage: _Passage, whole: str, module: str, left_out: list[Remark]) -> Iterator[Found]:
    if len(whole) > LONGEST_QUESTION:
        raise RefusedError(Refusal.TOO_LONG, most=LONGEST_TEXT)
    name, rest = _split_name(hidden(whole))
    place = Place(line=passage.line, name=name)
    if "{" not in rest and "}" not in rest:
        left_out.append(Remark(Loss.DESCRIPTION, place))
        return
    before, answers, after = _split_answers(rest)
    draft = Draft(place, module=module)
    _take_comments(draft, passage.comments)
    wording = Wording.starting(f"{before}{_GAP}{after}" if after.strip() else before, draft.notes)
    if name:
        draft.is_called(name, text=wording.question)
    answers, general = _split_general(answers)
    item = item_of(answers.strip(), draft, wording)
    yield draft.finish(replace(item, text=wording.question, explanation=wording.read(general)))


def _split_name(whole: str) -> tuple[str, str]:
    if whole.startswith("::"):
        name, colons, rest = whole[2:].partition("::")
        if colons:
            return on_one_line(shown(name)), rest.strip()
    return "", whole


def _split_answers(rest: str) -> tuple[str, str, str]:
    before, opened, inside = rest.partition("{")
    answers, closed, after = inside.partition("}")
    if not opened or not closed or "{" in answers or "}" in before:
        raise RefusedError(Refusal.BRACES)
    if "{" in after:
        raise RefusedError(Refusal.SEVERAL_QUESTIONS)
    return before, answers, after


def _split_general(answers: str) -> tuple[str, str]:
    before, marks, general = answers.rpartition("####")
    return (before, general) if marks else (answers, "")


def _take_comments(draft: Draft, comments: list[str]) -> None:
    for comment in comments:
        identifier = _IDENTIFIER.search(comment)
        if identifier:
            draft.identifier = _ESCAPED.sub(r"\1", identifier[1]).strip()
    labels = [_ESCAPED.sub(r"\1", label) for comment in comments for label in _LABEL.findall(comment)]
    draft.labels = labels_in(labels, draft.notes)


def _name_of(whole: str) -> str:
    name, rest = _split_name(hidden(whole[:_LONGEST_START]))
    return name or f"{on_one_line(shown(rest))[:60]}"
