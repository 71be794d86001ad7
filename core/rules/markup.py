"""Headings, links and descriptions in a piece of HTML. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from core.rules.hints import Heading

_HEADING = re.compile(r"h([1-6])")


@dataclass
class Markup:
    """What a piece of HTML says about itself."""

    headings: list[Heading] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)


def markup_of(html: str) -> Markup:
    """Give the headings and link texts of a piece of HTML in order, and what its pictures are said to show."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    """Walks through HTML and notes what it meets."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Markup()
        self._heading: list[str] | None = None
        self._link: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if _HEADING.fullmatch(tag):
            self._heading = []
        elif tag == "a" and "href" in given:
            self._link = [given.get("aria-label") or ""]
        elif tag == "img":
            self._picture(given.get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        level = _HEADING.fullmatch(tag)
        if level and self._heading is not None:
            self.found.headings.append(Heading(int(level[1]), " ".join("".join(self._heading).split())))
            self._heading = None
        elif tag == "a" and self._link is not None:
            self.found.links.append("".join(self._link))
            self._link = None

    def handle_data(self, data: str) -> None:
        for words in (self._heading, self._link):
            if words is not None:
                words.append(data)

    def _picture(self, description: str) -> None:
        if description:
            self.found.descriptions.append(description)
        self.handle_data(description)  # a picture in a link says where the link goes
