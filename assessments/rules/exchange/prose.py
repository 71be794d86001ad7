"""HTML of other systems as plain text: paragraphs and lists stay, and what gets lost is said."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import nh3
from markdown_it import MarkdownIt

from assessments.rules.exchange.codes import Loss
from assessments.rules.exchange.texts import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.rules.exchange.report import Notes

_PARAGRAPHS = {
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "ul",
    "ol",
    "table",
    "section",
}
_FORMATTING = {
    "b", "strong", "i", "em", "u", "s", "del", "ins", "mark", "sub", "sup", "code", "pre", "big", "small", "font",
    "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
}  # fmt: skip
_MEDIA = {"audio", "video", "iframe", "object", "embed", "source", "track", "media"}
_HIDDEN = {"script", "style", "template", "head", "title"}
_KEPT = {
    *_PARAGRAPHS, *_FORMATTING, *_MEDIA, "br", "hr", "li", "tr", "td", "th", "a", "img", "math", "span", "tbody",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "img": {"alt", "src"}, "ol": {"start"}, "span": {"class"}} | {
    name: {"src", "data"} for name in _MEDIA
}
_FORMULA = re.compile(r"\\\(.+?\\\)|\\\[.+?\\\]|\$\$.+?\$\$", re.DOTALL)
_WHITE_SPACE = re.compile(r"\s+")
_MARKDOWN = MarkdownIt("commonmark")


class Words:
    """Collects plain text from the start, the end and the text of elements."""

    def __init__(self, notes: Notes) -> None:
        self._parts: list[str] = []
        self._lists: list[int] = []
        self._notes = notes

    @property
    def text(self) -> str:
        """What was collected."""
        return tidy("".join(self._parts))

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take in the beginning of an element."""
        if tag in _PARAGRAPHS:
            self._parts.append("" if tag in {"ul", "ol"} and self._lists else "\n\n")
        if tag in _FORMATTING:
            self._notes.lose(Loss.FORMATTING)
        if tag in _MEDIA:
            self._notes.lose(Loss.MEDIA, name=attributes.get("src") or attributes.get("data") or tag)
        begin = _BEGINNINGS.get(tag)
        if begin:
            begin(self, tag, attributes)

    def end(self, tag: str) -> None:
        """Take in the end of an element."""
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        if tag in _PARAGRAPHS:
            self._parts.append("\n" if tag in {"ul", "ol"} and self._lists else "\n\n")

    def words(self, text: str) -> None:
        """Take in text, in which white space is only white space."""
        if _FORMULA.search(text):
            self._notes.lose(Loss.FORMULA)
        self._parts.append(_WHITE_SPACE.sub(" ", text))

    def _list(self, tag: str, attributes: Mapping[str, str]) -> None:
        start = attributes.get("start", "")
        first = int(start) if start.isascii() and start.isdigit() and len(start) < 5 else 1
        self._lists.append(first if tag == "ol" else -1)

    def _item(self, _tag: str, _attributes: Mapping[str, str]) -> None:
        number = self._lists[-1] if self._lists else -1
        self._parts.append("\n- " if number < 0 else f"\n{number}. ")
        if number >= 0:
            self._lists[-1] += 1

    def _break(self, _tag: str, _attributes: Mapping[str, str]) -> None:
        self._parts.append("\n")

    def _picture(self, _tag: str, attributes: Mapping[str, str]) -> None:
        self._notes.lose(Loss.PICTURE, name=attributes.get("alt") or attributes.get("src") or "?")

    def _link(self, _tag: str, attributes: Mapping[str, str]) -> None:
        if attributes.get("href"):
            self._notes.lose(Loss.LINK, address=attributes["href"])

    def _row(self, _tag: str, _attributes: Mapping[str, str]) -> None:
        self._notes.lose(Loss.TABLE)
        self._parts.append("\n")

    def _cell(self, _tag: str, _attributes: Mapping[str, str]) -> None:
        if self._parts and not self._parts[-1].endswith("\n"):
            self._parts.append(" | ")

    def _formula(self, _tag: str, _attributes: Mapping[str, str]) -> None:
        self._notes.lose(Loss.FORMULA)


_BEGINNINGS = {
    "ul": Words._list,
    "ol": Words._list,
    "li": Words._item,
    "br": Words._break,
    "hr": Words._break,
    "img": Words._picture,
    "a": Words._link,
    "tr": Words._row,
    "td": Words._cell,
    "th": Words._cell,
    "math": Words._formula,
}


class _Reader(HTMLParser):
    def __init__(self, words: Words) -> None:
        super().__init__(convert_charrefs=True)
        self._words = words

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass on the beginning of an element."""
        self._words.start(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        """Pass on the end of an element."""
        self._words.end(tag)

    def handle_data(self, data: str) -> None:
        """Pass on the text in an element."""
        self._words.words(data)


def plain_of_html(html: str, notes: Notes) -> str:
    """The words of a piece of HTML, however badly it was written."""
    clean = nh3.clean(
        html, tags=_KEPT, attributes=_ATTRIBUTES, clean_content_tags=_HIDDEN, link_rel=None,
        generic_attribute_prefixes=None, url_schemes={"http", "https", "mailto", "data"},
    )  # fmt: skip
    words = Words(notes)
    reader = _Reader(words)
    reader.feed(clean)
    reader.close()
    return words.text


def plain_of_markdown(text: str, notes: Notes) -> str:
    """The words of a piece of Markdown."""
    return plain_of_html(_MARKDOWN.render(text), notes)


def html_of(text: str) -> str:
    """Plain text as HTML: a paragraph for each, a break for each line."""
    paragraphs = (escape(paragraph, quote=False) for paragraph in tidy(text).split("\n\n") if paragraph)
    return "".join(f"<p>{paragraph.replace(chr(10), '<br>')}</p>" for paragraph in paragraphs)
