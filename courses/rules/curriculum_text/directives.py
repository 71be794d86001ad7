"""A directive of a lesson becomes a block of its page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.rules.entries import Entry, Rule, choice, flag, number, slug, text, values_of
from courses.rules.curriculum_text import asking, telling
from courses.rules.curriculum_text.markup import line_of
from courses.rules.curriculum_text.problems import Findings, ProblemCode
from courses.rules.curriculum_text.sources import block_id

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

CALLOUTS = ("remember", "example", "warning", "law", "safety")
DIAGRAMS = ("roles", "opening_questions", "frame", "dosing", "needs")
PLACES = ("case", "role_play", "assessment", "h5p")
_ATTRIBUTE = re.compile(r'([a-z_]+)=("[^"]*"|[^\s"]+)(?:\s+|$)')
_MAY_BE_EMPTY = {"diagram", "term", "place"}


@dataclass(frozen=True)
class Directive:
    """A directive as it stands in a file, with the name that its keys come from."""

    name: str
    line: int
    values: Mapping[str, Any]
    nodes: list[SyntaxTreeNode]
    lesson_code: str
    key: str

    @property
    def id(self) -> str:
        """The key of the block."""
        return block_id(self.lesson_code, self.key)

    def items(self, values: list[Any], name: str = "item") -> list[dict[str, Any]]:
        """The children of a list in the block, each with a key of its own."""
        return [
            {"type": "item", "id": block_id(self.lesson_code, f"{self.key}/{name}-{place}"), "value": value}
            for place, value in enumerate(values, start=1)
        ]


Build = Callable[[Directive, Findings], Any]
_ID = Rule(slug, longest=60)
_TITLE = Rule(text, longest=160)
_OPTIONAL_TITLE = Rule(text, is_required=False, longest=160)
_REQUIRED = Rule(flag, is_required=False, default=True)

# What a directive may say in its first line, and how it becomes a block of the same name.
DIRECTIVES: dict[str, tuple[dict[str, Rule], Build]] = {
    "intro": ({}, telling.intro),
    "callout": (
        {"kind": Rule(choice, one_of=CALLOUTS), "title": Rule(text, is_required=False, longest=120)},
        telling.callout,
    ),
    "quote": ({"by": Rule(text, is_required=False, longest=120)}, telling.quote),
    "accordion": ({}, telling.accordion),
    "comparison": ({"title": _OPTIONAL_TITLE}, telling.comparison),
    "dialogue": ({"title": _OPTIONAL_TITLE}, telling.dialogue),
    "diagram": ({"name": Rule(choice, one_of=DIAGRAMS)}, telling.diagram),
    "term": ({"name": Rule(slug, longest=60)}, telling.term),
    "summary": ({}, telling.summary),
    "place": (
        {
            "kind": Rule(choice, one_of=PLACES),
            "ref": Rule(text, longest=60),
            "title": _TITLE,
            "required": _REQUIRED,
        },
        telling.place,
    ),
    "check": (
        {"id": _ID, "must_be_right": Rule(flag, is_required=False, default=False), "required": _REQUIRED},
        asking.check,
    ),
    "question": ({"id": _ID, "required": _REQUIRED}, asking.question),
    "exercise": (
        {
            "id": _ID,
            "title": _TITLE,
            "minutes": Rule(number, is_required=False, default=5, least=1, most=240),
            "required": _REQUIRED,
        },
        asking.exercise,
    ),
    "note": ({"id": _ID}, asking.note),
}


@dataclass(frozen=True, slots=True)
class Opening:
    """The first line of a directive: its name and what it says there."""

    name: str
    values: Mapping[str, Any]


def opening_of(node: SyntaxTreeNode, found: Findings) -> Opening | None:
    """Read the first line of a directive, or nothing when it cannot be read."""
    line = line_of(node)
    name, _, rest = node.info.strip().partition(" ")
    if name not in DIRECTIVES:
        found.add(line, ProblemCode.DIRECTIVE_UNKNOWN, name=name)
        return None
    pairs = _ATTRIBUTE.findall(rest.strip())
    if _ATTRIBUTE.sub("", rest.strip()) or len({key for key, _ in pairs}) != len(pairs):
        found.add(line, ProblemCode.DIRECTIVE_UNREADABLE, name=name)
        return None
    entry = Entry(line, {key: value.strip('"') for key, value in pairs}, {})
    values = values_of(entry, DIRECTIVES[name][0], found)
    return None if values is None else Opening(name, values)


def block_of(directive: Directive, found: Findings) -> dict[str, Any]:
    """The block of the page that a directive becomes."""
    if not directive.nodes and directive.name not in _MAY_BE_EMPTY:
        found.add(directive.line, ProblemCode.DIRECTIVE_EMPTY, name=directive.name)
        return {}
    value = DIRECTIVES[directive.name][1](directive, found)
    return {"type": directive.name, "id": directive.id, "value": value}
