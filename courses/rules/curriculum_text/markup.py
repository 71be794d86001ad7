"""Markdown read into a tree and given back as clean HTML or as plain words."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

import nh3
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from courses.rules.curriculum_text.problems import Findings, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DIRECTIVE = "container_directive"
BREAK = "hr"
_TAGS = {
    "paragraph": "p",
    "strong": "b",
    "em": "i",
    "bullet_list": "ul",
    "ordered_list": "ol",
}
_KEPT_TAGS = {"p", "h2", "h3", "b", "i", "ul", "ol", "li", "a", "br"}
_TRANSPARENT = {"inline", "heading", "list_item", "text", "softbreak", "hardbreak", "link"}
ALLOWED = frozenset(_TAGS) | _TRANSPARENT
_INSIDE = re.compile(r"(term|lesson|module):(\S+)")
_OUTSIDE = re.compile(r"(https://|http://|mailto:)\S+")
_ADDRESSES = {"term": "/begrippen/{}/", "lesson": "/leren/code/{}/", "module": "/leren/code/{}/"}


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"typographer": True, "quotes": "“”‘’"})
    reader.use(front_matter_plugin)
    reader.use(container_plugin, "directive", validate=lambda words, _: bool(words.strip()))
    # A line of dashes divides a directive; it never makes a heading of the line above.
    return reader.enable("smartquotes").disable("lheading")


_READER = _reader()


def tree_of(written: str) -> SyntaxTreeNode:
    """A file as a tree; every block knows its lines."""
    return SyntaxTreeNode(_READER.parse(written))


def line_of(node: SyntaxTreeNode) -> int:
    """The line in the file where a block begins."""
    while node.map is None and node.parent is not None:
        node = node.parent
    return (node.map[0] if node.map else 0) + 1


def html_of(nodes: Iterable[SyntaxTreeNode]) -> str:
    """Blocks as clean HTML, in the form that the editor of the pages writes."""
    written = "".join(_html(node) for node in nodes)
    return nh3.clean(
        written,
        tags=_KEPT_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def words_of(nodes: Iterable[SyntaxTreeNode]) -> str:
    """Blocks as plain words, an empty line between paragraphs."""
    return "\n\n".join(_words(node).strip() for node in nodes).strip()


def _html(node: SyntaxTreeNode) -> str:
    if node.type == "text":
        return escape(node.content, quote=False)
    if node.type == "softbreak":
        return " "
    if node.type == "hardbreak":
        return "<br/>"
    if node.type == "list_item":
        return f"<li>{_item(node)}</li>"
    inner = "".join(_html(child) for child in node.children)
    if node.type == "link":
        return f'<a href="{escape(address_of(str(node.attrs["href"])))}">{inner}</a>'
    tag = node.tag if node.type == "heading" else _TAGS.get(node.type)
    return f"<{tag}>{inner}</{tag}>" if tag else inner


def _item(item: SyntaxTreeNode) -> str:
    """The inside of a list item: the editor knows no paragraphs there, only lines."""
    written = ""
    for child in item.children:
        if child.type == "paragraph":
            inner = "".join(_html(part) for part in child.children)
            written += f"<br/>{inner}" if written else inner
        else:
            written += _html(child)
    return written


def _words(node: SyntaxTreeNode) -> str:
    if node.type == "text":
        return node.content
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    return "".join(_words(child) for child in node.children)


def address_of(href: str) -> str:
    """Where a link goes on the site: terms, lessons and modules have addresses that never change."""
    inside = _INSIDE.fullmatch(href)
    return _ADDRESSES[inside[1]].format(inside[2]) if inside else href


def check_markup(
    nodes: Iterable[SyntaxTreeNode], found: Findings, *, allowed: Iterable[str] = ALLOWED
) -> None:
    """Note everything that may not stand here, and every link."""
    allowed = frozenset(allowed)
    for node in nodes:
        if node.type == "inline":
            _check_inline(node, found, allowed)
        elif node.type == DIRECTIVE:
            found.add(line_of(node), ProblemCode.DIRECTIVE_NESTED)
        elif node.type not in allowed:
            found.add(line_of(node), ProblemCode.NOT_ALLOWED_HERE, what=node.type)
        else:
            check_markup(node.children, found, allowed=allowed)


def _check_inline(inline: SyntaxTreeNode, found: Findings, allowed: frozenset[str]) -> None:
    line = line_of(inline)
    for node in _all(inline.children):
        if node.type in {"softbreak", "hardbreak"}:
            line += 1
        elif node.type == "link":
            _check_link(str(node.attrs["href"]), line, found)
        elif node.type not in allowed:
            found.add(line, ProblemCode.NOT_ALLOWED_HERE, what=node.type)
        elif node.type == "text" and node.content.startswith(":::"):
            found.add(line, ProblemCode.DIRECTIVE_NOT_OPENED)
        elif node.type == "text" and node.content.startswith("|"):
            found.add(line, ProblemCode.NOT_ALLOWED_HERE, what="table")


def _check_link(href: str, line: int, found: Findings) -> None:
    inside = _INSIDE.fullmatch(href)
    if inside:
        found.link(line, inside[1], inside[2])
    elif not _OUTSIDE.fullmatch(href):
        found.add(line, ProblemCode.LINK_ADDRESS, address=href)


def _all(nodes: Sequence[SyntaxTreeNode]) -> Iterable[SyntaxTreeNode]:
    for node in nodes:
        yield node
        yield from _all(node.children)
