"""The texts of a Moodle question: in HTML, Markdown or plain, with files beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.rules.exchange.codes import Loss
from assessments.rules.exchange.prose import plain_of_html, plain_of_markdown
from assessments.rules.exchange.texts import tidy

if TYPE_CHECKING:
    from assessments.rules.exchange.report import Notes
    from assessments.rules.exchange.xmltree import Node


def text_of(node: Node | None, notes: Notes) -> str:
    """The plain text of a field; its files and its formatting are noted."""
    if node is None:
        return ""
    for file in node.each("file"):
        notes.lose(Loss.FILE, name=file["name"])
    words = node.words_of("text") if node.first("text") else node.text
    if node["format"] == "plain_text":
        return tidy(words)
    if node["format"] == "markdown":
        return plain_of_markdown(words, notes)
    if node["format"] == "moodle_auto_format":
        words = words.replace("\n", "<br>")
    return plain_of_html(words, notes)
