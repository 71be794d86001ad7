"""The passages and links of a Twee file, as they stand there, and the marks that may not stand in their texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

TITLE, DATA, OWN = "StoryTitle", "StoryData", "WKS"
CODE_TAGS = frozenset({"script", "stylesheet"})
_HEADER = re.compile(r"::[ \t]*((?:\\.|[^\\\[\]{}])*)(?:\[((?:\\.|[^\\\]])*)\])?[ \t]*(?:\{.*\})?[ \t]*")
_LINK = re.compile(r"\[\[([^\[\]]+)\]\]")
_ESCAPED = re.compile(r"\\(.)")
_HELD_BACK = re.compile(r"^(\\+)(?=::)", re.MULTILINE)
_LOOKS_LIKE_A_HEADER = re.compile(r"^(\\*)(?=::)", re.MULTILINE)
# The marks of links stand for something else inside the words of a link.
_MARKS = (("[", "("), ("]", ")"), ("->", "→"), ("<-", "←"), ("|", "¦"))

_QUOTES = str.maketrans(dict.fromkeys('"“”„‘’‚', "'"))


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a story, with the line of its header."""

    name: str
    tags: tuple[str, ...]
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a passage, with its line."""

    words: str
    target: str
    line: int


def passages_of(written: str) -> list[Passage]:
    """The passages in order; what stands before the first header is left out."""
    lines = written.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith("::")]
    return [
        _passage(lines[start], lines[start + 1 : end], line=start + 1)
        for start, end in pairwise((*starts, len(lines)))
    ]


def _passage(header: str, lines: list[str], *, line: int) -> Passage:
    found = _HEADER.fullmatch(header)
    name, tags = (found[1], found[2] or "") if found else (header[2:], "")
    text = _HELD_BACK.sub(lambda match: match[1][1:], "\n".join(lines))
    unescaped = tuple(_ESCAPED.sub(r"\1", tag) for tag in tags.split())
    return Passage(_ESCAPED.sub(r"\1", name).strip(), unescaped, text.rstrip(), line)


def links_of(passage: Passage) -> list[Link]:
    """The links of a passage in order."""
    links, line, seen = [], passage.line + 1, 0
    for found in _LINK.finditer(passage.text):
        line, seen = line + passage.text.count("\n", seen, found.start()), found.start()
        links.append(Link(*_ends(found[1]), line=line))
    return links


def _ends(inside: str) -> tuple[str, str]:
    """The words of a link and where it leads: words->scene, scene<-words, words|scene or scene."""
    if "->" in inside:
        words, _, target = inside.rpartition("->")
    elif "<-" in inside:
        target, _, words = inside.partition("<-")
    elif "|" in inside:
        words, _, target = inside.rpartition("|")
    else:
        words = target = inside
    return words.strip(), target.strip()


def words_of(passage: Passage) -> str:
    """A passage without its links."""
    return _LINK.sub("", passage.text).strip()


def as_passage(text: str) -> str:
    """A text that holds no links, as a passage shows it."""
    return text.replace("[[", "((").replace("]]", "))").strip()


def as_link(text: str) -> str:
    """A text on one line without the marks of links."""
    for mark, instead in _MARKS:
        text = text.replace(mark, instead)
    return " ".join(text.split())


def same(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but the form of their quotation marks, which our text format sets."""
    return one.translate(_QUOTES) == other.translate(_QUOTES)


def passage(name: str, text: str, *, tags: tuple[str, ...] = (), position: str = "") -> str:
    """A passage as a file holds it."""
    header = f":: {name}"
    if tags:
        header += f" [{' '.join(tags)}]"
    if position:
        header += f' {{"position":"{position}"}}'
    return f"{header}\n{_LOOKS_LIKE_A_HEADER.sub(_hold_back, text)}\n"


def _hold_back(found: re.Match[str]) -> str:
    return "\\" + found[1]
