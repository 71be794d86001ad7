"""Reads Moodle XML, question by question; a mistake in one leaves the others alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assessments.rules.exchange.assembling import Draft
from assessments.rules.exchange.codes import Loss, Refusal
from assessments.rules.exchange.identity import reported, require_readable
from assessments.rules.exchange.moodle.answers import READERS
from assessments.rules.exchange.moodle.fields import text_of
from assessments.rules.exchange.report import Found, Imported, Place, RefusedError, Remark, refused
from assessments.rules.exchange.texts import number_in, on_one_line
from assessments.rules.exchange.vocabulary import labels_in, module_in
from assessments.rules.exchange.xmltree import Node, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.rules.items import Item

ROOT = "quiz"
_COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


def read(content: bytes) -> Imported:
    """The questions of a Moodle XML file, and what could not be read."""
    try:
        nodes = list(parse(content).each("question"))
        require_readable(len(nodes))
    except RefusedError as error:
        return refused(error)
    found: list[Found] = []
    problems: list[Remark] = []
    left_out: list[Remark] = []
    module = ""
    for node in nodes:
        place = Place(line=node.line, name=on_one_line(node.words_of("name", "text")))
        if node["type"] == "category":
            module = module_in(node.words_of("category", "text"))
            left_out.extend(_text_of_category(node, place))
        elif node["type"] == "description":
            left_out.append(Remark(Loss.DESCRIPTION, place))
        else:
            try:
                found.append(_question(node, place, module))
            except RefusedError as error:
                problems.append(error.remark(place))
    return reported(found, problems=problems, left_out=left_out)


def _text_of_category(node: Node, place: Place) -> Iterator[Remark]:
    if node.words_of("info", "text"):
        yield Remark(Loss.CATEGORY_TEXT, place)


def _question(node: Node, place: Place, module: str) -> Found:
    reader = READERS.get(node["type"])
    if reader is None:
        raise RefusedError(Refusal.UNKNOWN_KIND, kind=node["type"])
    draft = Draft(place, identifier=on_one_line(node.words_of("idnumber")), module=module)
    labels = [tag.words_of("text") for tags in node.each("tags") for tag in tags.each("tag")]
    draft.labels = labels_in(labels, draft.notes)
    text = text_of(node.first("questiontext"), draft.notes)
    if place.name:
        draft.is_called(place.name, text=text)
    _note_what_is_not_kept(node, draft)
    item = reader(node, draft)
    return draft.finish(_with_words(node, draft, replace(item, text=item.text or text)))


def _with_words(node: Node, draft: Draft, item: Item) -> Item:
    hints = [text_of(hint, draft.notes) for hint in node.each("hint")]
    if len(hints) > 1:
        draft.notes.lose(Loss.HINTS)
    general = text_of(node.first("generalfeedback"), draft.notes)
    explanation = "\n\n".join(part for part in (general, item.explanation) if part)
    return replace(item, explanation=explanation, principle=hints[0] if hints else "")


def _note_what_is_not_kept(node: Node, draft: Draft) -> None:
    for name in _COMBINED:
        feedback = text_of(node.first(name), draft.notes)
        if feedback:
            draft.notes.lose(Loss.COMBINED_FEEDBACK, text=feedback)
    picture = on_one_line(node.words_of("image"))
    if picture:
        draft.notes.lose(Loss.PICTURE, name=picture)
    points = number_in(node.words_of("defaultgrade"))
    if points is not None and points != 1:
        draft.notes.lose(Loss.POINTS)
    if number_in(node.words_of("attachments")):
        draft.notes.lose(Loss.ATTACHMENTS)
