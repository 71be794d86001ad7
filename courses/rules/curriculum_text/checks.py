"""What has to hold between files: codes and addresses once, links that lead somewhere, no circles."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from core.rules.problems import Problem
from courses.rules.curriculum_text.problems import Link, ProblemCode
from courses.rules.prerequisites import cycle

if TYPE_CHECKING:
    from courses.rules.curriculum_text.sources import (
        CurriculumSource,
        LessonSource,
        ModuleSource,
        PathSource,
        Source,
    )


def problems_between(
    curriculum: CurriculumSource, links: Iterable[Link], *, unread: frozenset[str]
) -> list[Problem]:
    """Mistakes that no file shows by itself. What points at a file that could not be read is not blamed."""
    problems = [*_twice(curriculum), *_levels(curriculum)]
    problems += _dead_links(curriculum, [link for link in links if link.kind not in unread])
    if not unread:
        problems += _unknown_prerequisites(curriculum)
    return problems or list(_circle(curriculum))


def _twice(curriculum: CurriculumSource) -> Iterable[Problem]:
    pages: list[PathSource | ModuleSource | LessonSource] = [curriculum.path, *_with_needs(curriculum)]
    yield from _same(((page.code, page) for page in pages), "code", ProblemCode.CODE_TWICE)
    yield from _same(((term.slug, term) for term in curriculum.terms), "slug", ProblemCode.SLUG_TWICE)
    yield from _same(((module.slug, module) for module in curriculum.modules), "slug", ProblemCode.SLUG_TWICE)
    for module in curriculum.modules:
        yield from _same(((lesson.slug, lesson) for lesson in module.lessons), "slug", ProblemCode.SLUG_TWICE)


def _same(named: Iterable[tuple[str, Source]], key: str, code: ProblemCode) -> Iterable[Problem]:
    first: dict[str, Source] = {}
    for name, source in named:
        other = first.setdefault(name, source)
        if other is not source:
            yield Problem(source.file, source.lines.get(key, 1), code, {"name": name, "other": other.file})


def _levels(curriculum: CurriculumSource) -> Iterable[Problem]:
    known = {level.number for level in curriculum.path.levels}
    for module in curriculum.modules:
        if module.level not in known:
            yield Problem(
                module.file, module.lines.get("level", 1), ProblemCode.LEVEL_UNKNOWN, {"level": module.level}
            )


def _dead_links(curriculum: CurriculumSource, links: Iterable[Link]) -> Iterable[Problem]:
    targets = {
        "term": {term.slug for term in curriculum.terms},
        "module": {module.code for module in curriculum.modules},
        "lesson": {lesson.code for lesson in curriculum.lessons},
    }
    for link in links:
        if link.target not in targets[link.kind]:
            yield Problem(
                link.file, link.line, ProblemCode.LINK_UNKNOWN, {"kind": link.kind, "target": link.target}
            )


def _unknown_prerequisites(curriculum: CurriculumSource) -> Iterable[Problem]:
    known = {page.code for page in _with_needs(curriculum)}
    for page in _with_needs(curriculum):
        for needed in _needed(page):
            if needed not in known or needed == page.code:
                yield Problem(
                    page.file,
                    page.lines.get("prerequisites", 1),
                    ProblemCode.PREREQUISITE_UNKNOWN,
                    {"needed": needed},
                )


def _circle(curriculum: CurriculumSource) -> Iterable[Problem]:
    """Finishing a module asks its required lessons, so a circle may run through a module too."""
    needs = {page.code: set(_needed(page)) for page in _with_needs(curriculum)}
    for module in curriculum.modules:
        needs[module.code] |= {lesson.code for lesson in module.lessons if lesson.is_required}
        for lesson in module.lessons:
            needs[lesson.code] |= set(_needed(module)) if module.is_locked else set()
    found = cycle(needs)
    if found:
        page = _first_that_waits(curriculum, found)
        line = page.lines.get("prerequisites", 1)
        yield Problem(page.file, line, ProblemCode.CIRCLE, {"codes": " → ".join(found)})


def _first_that_waits(curriculum: CurriculumSource, circle: tuple[str, ...]) -> ModuleSource | LessonSource:
    """The first page of a circle whose own file says what comes next in it."""
    pages = {page.code: page for page in _with_needs(curriculum)}
    return next(
        (pages[one] for one, other in pairwise(circle) if other in _needed(pages[one])), pages[circle[0]]
    )


def _with_needs(curriculum: CurriculumSource) -> list[ModuleSource | LessonSource]:
    return [*curriculum.modules, *curriculum.lessons]


def _needed(page: ModuleSource | LessonSource) -> list[str]:
    return [code for group in page.needs for code in group]
