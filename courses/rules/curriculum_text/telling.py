"""The directives that tell or show something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from core.rules.problems import FieldProblem
from courses.rules.curriculum_text.markup import ALLOWED, check_markup, html_of, line_of, words_of
from courses.rules.curriculum_text.problems import Findings, ProblemCode

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

    from courses.rules.curriculum_text.directives import Directive

FEWEST_POINTS = 2
MOST_POINTS = 5
FEWEST_TURNS = 2
LONGEST_NAME = 40
LONGEST_HEADING = 160
SPEAKERS = {
    "inwoner": "resident",
    "zaakwaarnemer": "case_steward",
    "gemeente": "municipality",
    "procesbegeleider": "process_guide",
    "collega": "colleague",
    "verteller": "narrator",
}
_TURN = re.compile(r"(?P<speaker>\w+)(?: (?P<name>[^:]+))?: (?P<words>.+)", re.DOTALL)
_NO_HEADINGS = ALLOWED - {"heading"}
_LISTS = {"bullet_list", "ordered_list"}


def intro(directive: Directive, found: Findings) -> str:
    """The opening lines."""
    check_markup(directive.nodes, found, allowed=_NO_HEADINGS)
    return words_of(directive.nodes)


def callout(directive: Directive, found: Findings) -> dict[str, Any]:
    """Text that stands apart."""
    check_markup(directive.nodes, found, allowed=_NO_HEADINGS)
    values = directive.values
    return {"kind": values["kind"], "title": values["title"], "text": html_of(directive.nodes)}


def quote(directive: Directive, found: Findings) -> dict[str, Any]:
    """Somebody's words."""
    check_markup(directive.nodes, found, allowed=_NO_HEADINGS)
    return {"text": words_of(directive.nodes), "by": directive.values["by"]}


def place(directive: Directive, found: Findings) -> dict[str, Any]:
    """A place for a case, role-play or test."""
    check_markup(directive.nodes, found, allowed=_NO_HEADINGS)
    values = directive.values
    return {
        "kind": values["kind"],
        "reference": values["ref"],
        "title": values["title"],
        "text": html_of(directive.nodes),
        "is_required": values["required"],
    }


def diagram(directive: Directive, found: Findings) -> dict[str, Any]:
    """A drawn figure."""
    _must_be_empty(directive, found)
    return {"name": directive.values["name"], "caption": ""}


def term(directive: Directive, found: Findings) -> dict[str, Any]:
    """A term of the glossary, named by its slug."""
    _must_be_empty(directive, found)
    found.link(directive.line, "term", directive.values["name"])
    return {"term": directive.values["name"]}


def summary(directive: Directive, found: Findings) -> dict[str, Any]:
    """The lesson in a few sentences."""
    check_markup(directive.nodes, found, allowed=_NO_HEADINGS)
    points = _points(directive.nodes)
    if not points or not FEWEST_POINTS <= len(points) <= MOST_POINTS:
        found.add(directive.line, ProblemCode.SUMMARY_SHAPE, least=FEWEST_POINTS, most=MOST_POINTS)
    return {"points": directive.items(points)}


def accordion(directive: Directive, found: Findings) -> dict[str, Any]:
    """Headings that open one by one."""
    panels = _under_headings(directive, found, ProblemCode.ACCORDION_SHAPE)
    for heading, nodes in panels:
        check_markup(nodes, found, allowed=_NO_HEADINGS)
        if not nodes:
            found.add(line_of(heading), ProblemCode.ACCORDION_SHAPE)
    headings = [{"title": _heading(heading, found), "text": html_of(nodes)} for heading, nodes in panels]
    return {"headings": directive.items(headings)}


def comparison(directive: Directive, found: Findings) -> dict[str, Any]:
    """What helps beside what does not."""
    panels = _under_headings(directive, found, ProblemCode.COMPARISON_SHAPE)
    lists = {words_of([heading]): _points(nodes) for heading, nodes in panels}
    for _, nodes in panels:
        check_markup(nodes, found, allowed=_NO_HEADINGS)
    if panels and (list(lists) != ["Wel", "Niet"] or not all(lists.values())):
        found.add(directive.line, ProblemCode.COMPARISON_SHAPE)
    return {
        "title": directive.values["title"],
        "helps": directive.items(lists.get("Wel", []), "helps"),
        "hinders": directive.items(lists.get("Niet", []), "hinders"),
    }


def dialogue(directive: Directive, found: Findings) -> dict[str, Any]:
    """A conversation in which each speaker is named."""
    check_markup(directive.nodes, found, allowed=_NO_HEADINGS)
    *situation, said = directive.nodes
    if said.type != "bullet_list" or len(said.children) < FEWEST_TURNS:
        found.add(directive.line, ProblemCode.DIALOGUE_SHAPE)
        return {}
    turns = [_turn(item, found) for item in said.children]
    return {
        "title": directive.values["title"],
        "situation": html_of(situation),
        "turns": directive.items(turns),
    }


def _turn(item: SyntaxTreeNode, found: Findings) -> dict[str, str]:
    turn = _TURN.fullmatch(words_of(item.children))
    speaker = SPEAKERS.get(turn["speaker"]) if turn else None
    is_narrator = speaker == "narrator"
    if turn is None or speaker is None or bool(turn["name"]) == is_narrator:
        found.add(line_of(item), ProblemCode.DIALOGUE_SPEAKER, speakers=", ".join(SPEAKERS))
        return {}
    name = turn["name"] or ""
    if len(name) > LONGEST_NAME:
        found.add(line_of(item), FieldProblem.TOO_LONG, key=name, longest=LONGEST_NAME, length=len(name))
    return {"speaker": speaker, "name": name, "text": turn["words"]}


def _under_headings(
    directive: Directive, found: Findings, code: ProblemCode
) -> list[tuple[SyntaxTreeNode, list[SyntaxTreeNode]]]:
    panels: list[tuple[SyntaxTreeNode, list[SyntaxTreeNode]]] = []
    for node in directive.nodes:
        if node.type == "heading" and node.tag == "h3":
            panels.append((node, []))
        elif panels:
            panels[-1][1].append(node)
        else:
            found.add(line_of(node), code)
            return []
    if not panels:
        found.add(directive.line, code)
    return panels


def _heading(heading: SyntaxTreeNode, found: Findings) -> str:
    words = words_of([heading])
    if len(words) > LONGEST_HEADING:
        found.add(
            line_of(heading),
            FieldProblem.TOO_LONG,
            key=words[:20],
            longest=LONGEST_HEADING,
            length=len(words),
        )
    return words


def _points(nodes: list[SyntaxTreeNode]) -> list[str]:
    """The items of the one list that stands here."""
    if len(nodes) != 1 or nodes[0].type not in _LISTS:
        return []
    return [words_of(item.children) for item in nodes[0].children]


def _must_be_empty(directive: Directive, found: Findings) -> None:
    if directive.nodes:
        found.add(directive.line, ProblemCode.DIRECTIVE_NOT_EMPTY, name=directive.name)
