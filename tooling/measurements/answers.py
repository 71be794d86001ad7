"""Reads the page of a test as a browser would, and gives an answer to each question: the first that is on offer."""

from __future__ import annotations

import re
from html.parser import HTMLParser

NAME = re.compile(r"([0-9]+)-([a-z].*)")
WORDS = "Eerst vraag ik naar de wens."
NUMBER = "3"


class _Fields(HTMLParser):
    """The fields of a form with what can be filled in, in the order of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.offered: dict[str, list[str]] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        field = {name: value or "" for name, value in attrs}
        if tag == "select":
            self._select = field.get("name", "")
        elif tag == "option" and field.get("value"):
            self._offer(self._select, field["value"])
        elif tag == "textarea":
            self._offer(field.get("name", ""), WORDS)
        elif tag == "input":
            self._offer(field.get("name", ""), _filled_in(field))

    def _offer(self, name: str, value: str) -> None:
        self.offered.setdefault(name, []).append(value)


def answers_to(page: bytes) -> dict[int, dict[str, str]]:
    """The fields of an answer to each question on a page, by the place of the question."""
    fields = _Fields()
    fields.feed(page.decode())
    answers: dict[int, dict[str, str]] = {}
    for name, values in fields.offered.items():
        found = NAME.fullmatch(name)
        if found and found[2] != "flag":
            # The best and the worst action cannot be the same one.
            answers.setdefault(int(found[1]), {})[name] = values[-1] if found[2] == "worst" else values[0]
    return answers


def _filled_in(field: dict[str, str]) -> str:
    if field.get("type") == "text":
        return NUMBER if "inputmode" in field else WORDS
    return field.get("value", "")
