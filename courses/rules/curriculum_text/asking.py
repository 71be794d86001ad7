"""The directives that ask something of a learner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from courses.rules.curriculum_text.markup import ALLOWED, BREAK, check_markup, html_of, line_of, words_of
from courses.rules.curriculum_text.problems import Findings, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.tree import SyntaxTreeNode

    from courses.rules.curriculum_text.directives import Directive

FEWEST_CHOICES = 2
MOST_CHOICES = 6
_MARK = re.compile(r"\[( |x)\]\s*")
_NO_HEADINGS = ALLOWED - {"heading"}


def check(directive: Directive, found: Findings) -> dict[str, Any]:
    """A question with answers to choose, of which one is right."""
    *question, answers = directive.nodes
    check_markup(question, found, allowed=_NO_HEADINGS)
    if not question or answers.type != "bullet_list":
        found.add(directive.line, ProblemCode.CHECK_SHAPE)
        return {}
    choices = [_choice(item, found) for item in answers.children]
    if not FEWEST_CHOICES <= len(choices) <= MOST_CHOICES:
        found.add(line_of(answers), ProblemCode.CHECK_NUMBER, least=FEWEST_CHOICES, most=MOST_CHOICES)
    if sum(choice["is_right"] for choice in choices) != 1:
        found.add(line_of(answers), ProblemCode.CHECK_RIGHT)
    return {
        "question": html_of(question),
        "choices": directive.items(choices),
        "must_be_right": directive.values["must_be_right"],
        "is_required": directive.values["required"],
    }


def _choice(item: SyntaxTreeNode, found: Findings) -> dict[str, Any]:
    feedback = [child for child in item.children if child.type == "blockquote"]
    answer = [child for child in item.children if child.type != "blockquote"]
    check_markup(answer, found, allowed=_NO_HEADINGS)
    check_markup((node for quote in feedback for node in quote.children), found, allowed=_NO_HEADINGS)
    words = words_of(answer)
    mark = _MARK.match(words)
    if mark is None:
        found.add(line_of(item), ProblemCode.CHECK_SHAPE)
    if len(feedback) != 1:
        found.add(line_of(item), ProblemCode.CHECK_FEEDBACK)
    return {
        "text": _MARK.sub("", words, count=1),
        "is_right": mark is not None and mark[1] == "x",
        "feedback": words_of(node for quote in feedback for node in quote.children),
    }


def question(directive: Directive, found: Findings) -> dict[str, Any]:
    """An open question, with something to compare with."""
    asked, compare = _divided(directive, found)
    return {
        "question": html_of(asked),
        "compare": html_of(compare),
        "is_required": directive.values["required"],
    }


def exercise(directive: Directive, found: Findings) -> dict[str, Any]:
    """Something to do, with a worked example."""
    instruction, example = _divided(directive, found)
    return {
        "title": directive.values["title"],
        "minutes": directive.values["minutes"],
        "instruction": html_of(instruction),
        "example": html_of(example),
        "is_required": directive.values["required"],
    }


def note(directive: Directive, found: Findings) -> dict[str, Any]:
    """A place for a personal note."""
    check_markup(directive.nodes, found, allowed=_NO_HEADINGS)
    return {"prompt": words_of(directive.nodes)}


def _divided(
    directive: Directive, found: Findings
) -> tuple[Sequence[SyntaxTreeNode], Sequence[SyntaxTreeNode]]:
    """What stands before and after the line of dashes."""
    dashes = [number for number, node in enumerate(directive.nodes) if node.type == BREAK]
    if len(dashes) > 1:
        found.add(line_of(directive.nodes[dashes[1]]), ProblemCode.COMPARE_TWICE)
    at = dashes[0] if dashes else len(directive.nodes)
    before, after = directive.nodes[:at], directive.nodes[at + 1 :]
    check_markup([*before, *(node for node in after if node.type != BREAK)], found, allowed=_NO_HEADINGS)
    if not before:
        found.add(directive.line, ProblemCode.DIRECTIVE_EMPTY, name=directive.name)
    return before, after
