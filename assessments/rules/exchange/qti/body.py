"""The words of a QTI item: what is asked, without what can be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.rules.exchange.codes import Loss
from assessments.rules.exchange.prose import Words
from assessments.rules.exchange.xmltree import Node

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.rules.exchange.report import Notes

BLANK = "_____"
_FEEDBACK = {"feedbackinline", "feedbackblock", "modalfeedback"}
_NOT_WORDS = {
    "rubricblock",
    "templateblock",
    "templateinline",
    "cataloginfo",
    "stylesheet",
    "annotation",
} | _FEEDBACK
_INLINE = {"textentryinteraction", "inlinechoiceinteraction"}
_SUFFIX = "interaction"


def words_of(node: Node | None, notes: Notes, *, blanks: Mapping[int, str] | None = None) -> str:
    """The plain text of an element; `blanks` says what stands for an element, by its place in memory."""
    words = Words(notes)
    if node:
        _walk(node, words, blanks or {})
    return words.text


def _walk(node: Node, words: Words, blanks: Mapping[int, str]) -> None:
    for part in node.content:
        if isinstance(part, str):
            words.words(part)
        elif id(part) in blanks:
            words.words(blanks[id(part)])
        elif part.tag in _INLINE:
            words.words(BLANK)
        elif part.tag not in _NOT_WORDS:
            _take(part, words, blanks)


def _take(node: Node, words: Words, blanks: Mapping[int, str]) -> None:
    if node.tag.endswith(_SUFFIX):
        node = node.first("prompt") or Node(node.tag)
        words.start("p", {})
        _walk(node, words, blanks)
        words.end("p")
        return
    words.start(node.tag, node.attributes)
    _walk(node, words, blanks)
    words.end(node.tag)


def interactions_in(body: Node) -> list[Node]:
    """Everything in an item that can be answered."""
    found: list[Node] = []
    for child in body.children:
        if child.tag.endswith(_SUFFIX):
            found.append(child)
        elif child.tag not in _NOT_WORDS:
            found.extend(interactions_in(child))
    return found


def note_other_parts(item: Node, notes: Notes) -> None:
    """Note what of an item is not read at all."""
    for reference in item.each("assessmentstimulusref"):
        notes.lose(Loss.FILE, name=reference["href"])
    for block in item.within("feedbackblock"):
        notes.lose(Loss.COMBINED_FEEDBACK, text=words_of(block, notes))


def rubric_for(item: Node, view: str, notes: Notes) -> str:
    """What the item says to somebody: to the candidate, or to who marks."""
    blocks = [block for block in item.within("rubricblock") if view in block["view"].lower()]
    return "\n\n".join(filter(None, (words_of(block, notes) for block in blocks)))
