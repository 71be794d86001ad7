"""The body of a lesson: text and directives in order become the blocks of its page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from courses.rules.curriculum_text.directives import Directive, block_of, opening_of
from courses.rules.curriculum_text.markup import DIRECTIVE, check_markup, html_of, line_of
from courses.rules.curriculum_text.problems import Findings, ProblemCode
from courses.rules.curriculum_text.sources import block_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.tree import SyntaxTreeNode

_FIRST_LEVEL = 1
_LAST_LEVEL = 3


def body_of(
    nodes: Sequence[SyntaxTreeNode], *, lesson_code: str, written: Sequence[str], found: Findings
) -> tuple[dict[str, Any], ...]:
    """The blocks of a lesson. Text has no name of its own: its key comes from its place among the text."""
    _check_headings(nodes, found)
    counts: Counter[str] = Counter()
    blocks: list[dict[str, Any]] = []
    running: list[SyntaxTreeNode] = []

    def end_text() -> None:
        if running:
            counts["text"] += 1
            key = block_id(lesson_code, f":text-{counts['text']}")
            blocks.append({"type": "text", "id": key, "value": html_of(running)})
            running.clear()

    for node in nodes:
        if node.type != DIRECTIVE:
            check_markup([node], found)
            running.append(node)
            continue
        end_text()
        _check_end(node, written, found)
        directive = _directive(node, lesson_code, counts, found)
        if directive is not None:
            blocks.append(block_of(directive, found))
            _check_once(directive, counts, found)
    end_text()
    return tuple(blocks)


def _directive(
    node: SyntaxTreeNode, lesson_code: str, counts: Counter[str], found: Findings
) -> Directive | None:
    opening = opening_of(node, found)
    if opening is None:
        return None
    counts[opening.name] += 1
    # A colon cannot stand in an id, so a name that counts never meets one that was chosen.
    key = opening.values.get("id") or f":{opening.name}-{opening.values.get('ref') or counts[opening.name]}"
    return Directive(opening.name, line_of(node), opening.values, list(node.children), lesson_code, key)


def _check_once(directive: Directive, counts: Counter[str], found: Findings) -> None:
    chosen = directive.values.get("id") or directive.values.get("ref")
    if chosen:
        counts[f"#{chosen}"] += 1
        if counts[f"#{chosen}"] > 1:
            found.add(directive.line, ProblemCode.ID_TWICE, key=chosen)


def _check_end(node: SyntaxTreeNode, written: Sequence[str], found: Findings) -> None:
    """A directive that is never closed swallows the rest of the file: the reader of Markdown would not mind."""
    end = node.map[1] if node.map else 0
    if end >= len(written) or written[end].strip() != ":::":
        found.add(line_of(node), ProblemCode.DIRECTIVE_NOT_CLOSED)


def _check_headings(nodes: Sequence[SyntaxTreeNode], found: Findings) -> None:
    level = _FIRST_LEVEL
    for node in nodes:
        if node.type != "heading":
            continue
        now = int(node.tag[1])
        if not _FIRST_LEVEL < now <= min(level + 1, _LAST_LEVEL):
            found.add(line_of(node), ProblemCode.HEADING_LEVEL)
        level = now
