"""The text of a question in GIFT and of its answers, which may be plain, HTML or Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assessments.rules.exchange.gift.signs import shown
from assessments.rules.exchange.prose import plain_of_html, plain_of_markdown
from assessments.rules.exchange.report import Notes
from assessments.rules.exchange.texts import tidy

_FORMATS = ("html", "markdown", "moodle", "plain")
_FORMAT = re.compile(rf"\[({'|'.join(_FORMATS)})\]")
_LOOKS_LIKE_HTML = re.compile(r"</?[a-zA-Z][^<>]*>|&[a-z]{2,6};|&#\d+;")


@dataclass(frozen=True, slots=True)
class Wording:
    """How the texts of one question are written."""

    question: str
    form: str
    notes: Notes

    @classmethod
    def starting(cls, text: str, notes: Notes) -> Wording:
        """The wording of a question; its answers are written the same way unless they say otherwise."""
        form, rest = _form_of(text, "moodle")
        return cls(_plain(rest, form, notes), form, notes)

    def read(self, text: str) -> str:
        """A text that belongs to the question, as plain text."""
        form, rest = _form_of(text, self.form)
        return _plain(rest, form, self.notes)


def _form_of(text: str, otherwise: str) -> tuple[str, str]:
    text = text.strip()
    found = _FORMAT.match(text)
    return (found[1], text[found.end() :]) if found else (otherwise, text)


def _plain(text: str, form: str, notes: Notes) -> str:
    words = shown(text)
    if form == "markdown":
        return plain_of_markdown(words, notes)
    if form == "html":
        return plain_of_html(words, notes)
    if form == "moodle" and _LOOKS_LIKE_HTML.search(words):
        return plain_of_html(words.replace("\n", "<br>"), notes)
    return tidy(words)
