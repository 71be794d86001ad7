"""The files of a curriculum: a lesson, a module, the path and the glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.rules.entries import (
    Rule,
    choice,
    code,
    day,
    entries,
    entries_in,
    flag,
    groups,
    number,
    read_list,
    read_mapping,
    slug,
    slugs,
    text,
    texts,
    values_of,
)
from core.rules.problems import FieldProblem
from courses.rules.curriculum_text.body import body_of
from courses.rules.curriculum_text.markup import ALLOWED, check_markup, html_of, tree_of
from courses.rules.curriculum_text.problems import Findings, ProblemCode
from courses.rules.curriculum_text.sources import (
    LessonSource,
    LevelSource,
    ModuleSource,
    PathSource,
    TermSource,
)

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

FORMS = ("lesson", "exercise", "case", "role_play", "practice", "test", "meeting")
LONGEST_DAY = 480
LONGEST_LESSON = 15
SHORTEST_LESSON = 5
_AFTER_DASHES = 2  # the headings of a file begin on its second line

_COMMON = {
    "code": Rule(code, longest=20),
    "title": Rule(text, longest=200),
    "slug": Rule(slug, longest=80),
    "prerequisites": Rule(groups, is_required=False, default=(), longest=20),
    "locked": Rule(flag, is_required=False, default=None),
}
_LESSON = {
    **_COMMON,
    "form": Rule(choice, one_of=FORMS),
    "minutes": Rule(number, least=1, most=LONGEST_DAY),
    "description": Rule(text, longest=160),
    "goals": Rule(texts, longest=250),
    "required": Rule(flag, is_required=False, default=True),
    "review_due": Rule(day, is_required=False, default=None),
}
_MODULE = {
    **_COMMON,
    "level": Rule(number, least=0, most=9),
    "minutes": Rule(number, least=1, most=10_000),
    "audience": Rule(text, is_required=False, longest=160),
    "open": Rule(flag, is_required=False, default=False),
}
_PATH = {
    "code": Rule(code, longest=20),
    "title": Rule(text, longest=200),
    "slug": Rule(slug, longest=80),
    "description": Rule(text, longest=1000),
    "levels": Rule(entries),
}
_LEVEL = {
    "number": Rule(number, least=0, most=9),
    "title": Rule(text, longest=80),
    "description": Rule(text, is_required=False, longest=300),
}
_TERM = {
    "slug": Rule(slug, longest=60),
    "term": Rule(text, longest=80),
    "definition": Rule(text, longest=300),
    "plural": Rule(text, is_required=False, longest=80),
    "explanation": Rule(text, is_required=False, longest=2000),
    "example": Rule(text, is_required=False, longest=500),
    "see_also": Rule(slugs, is_required=False, default=(), longest=60),
}


def lesson_of(written: str, found: Findings) -> LessonSource | None:
    """A lesson, or nothing when its file has mistakes."""
    read = _read(written, _LESSON, found)
    if read is None:
        return None
    values, lines, nodes = read
    _check_minutes(values, lines, found)
    body = body_of(nodes, lesson_code=values["code"], written=written.split("\n"), found=found)
    if not body and not found.problems:
        found.add(len(written.split("\n")), ProblemCode.NO_BODY)
    if found.problems:
        return None
    needs, locked = values.pop("prerequisites"), values.pop("locked")
    return LessonSource(
        is_required=values.pop("required"),
        is_locked=bool(needs) if locked is None else locked,
        needs=needs,
        body=body,
        file=found.file,
        lines=lines,
        **values,
    )


def _check_minutes(values: dict[str, Any], lines: dict[str, int], found: Findings) -> None:
    if values["form"] == "lesson" and not SHORTEST_LESSON <= values["minutes"] <= LONGEST_LESSON:
        found.add(
            lines["minutes"],
            FieldProblem.OUT_OF_RANGE,
            key="minutes",
            least=SHORTEST_LESSON,
            most=LONGEST_LESSON,
        )


def module_of(written: str, found: Findings) -> ModuleSource | None:
    """A module without its lessons, or nothing when its file has mistakes."""
    read = _read(written, _MODULE, found)
    if read is None:
        return None
    values, lines, nodes = read
    check_markup(nodes, found, allowed=ALLOWED - {"heading"})
    if not nodes:
        found.add(len(written.split("\n")), ProblemCode.NO_BODY)
    if found.problems:
        return None
    return ModuleSource(
        is_open=values.pop("open"),
        is_locked=bool(values.pop("locked")),
        needs=values.pop("prerequisites"),
        intro=html_of(nodes),
        file=found.file,
        lines=lines,
        **values,
    )


def path_of(written: str, found: Findings) -> PathSource | None:
    """The path without its modules, or nothing when its file has mistakes."""
    entry = read_mapping(written, first_line=1, found=found)
    values = values_of(entry, _PATH, found) if entry else None
    if entry is None or values is None:
        return None
    levels = []
    for level in entries_in(entry, "levels", found):
        level_values = values_of(level, _LEVEL, found)
        if level_values is not None:
            levels.append(LevelSource(**level_values))
    if found.problems:
        return None
    return PathSource(**{**values, "levels": tuple(levels)}, file=found.file, lines=entry.lines)


def terms_of(written: str, found: Findings) -> tuple[TermSource, ...]:
    """The terms of the glossary."""
    terms = []
    for entry in read_list(written, first_line=1, found=found):
        values = values_of(entry, _TERM, found)
        if values is None:
            continue
        for other in values["see_also"]:
            found.link(entry.lines["see_also"], "term", other)
        terms.append(TermSource(**values, file=found.file, lines={"slug": entry.line}))
    return tuple(terms)


def _read(
    written: str, rules: dict[str, Rule], found: Findings
) -> tuple[dict[str, Any], dict[str, int], list[SyntaxTreeNode]] | None:
    nodes = list(tree_of(written).children)
    if not nodes or nodes[0].type != "front_matter":
        found.add(1, ProblemCode.NO_FRONT_MATTER)
        return None
    entry = read_mapping(nodes[0].content, first_line=_AFTER_DASHES, found=found)
    values = values_of(entry, rules, found) if entry else None
    if entry is None or values is None:
        # The rest is read too, so that one run names as many mistakes as it can.
        body_of(nodes[1:], lesson_code="", written=written.split("\n"), found=found)
        return None
    return values, dict(entry.lines), nodes[1:]
