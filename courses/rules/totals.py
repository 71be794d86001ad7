"""How many people of a group began and finished, per lesson and per module. No database, no clock."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from courses.rules.outline import Module, Path

# The lessons that one person opened, by key, each with whether it is finished.
Work = Mapping[int, bool]
# How many began and how many finished, by code.
Numbers = dict[str, tuple[int, int]]


def per_lesson(path: Path, works: Collection[Work]) -> Numbers:
    """How many opened each lesson, and how many finished it."""
    return {
        lesson.code: _count([work[lesson.pk] for work in works if lesson.pk in work])
        for lesson in path.lessons()
    }


def per_module(path: Path, works: Collection[Work]) -> Numbers:
    """How many opened a lesson of each module, and how many finished all that it requires."""
    return {module.code: _count(_standings(module, works)) for module in path.modules}


def _standings(module: Module, works: Collection[Work]) -> list[bool]:
    """Of everybody who began a module, whether they finished it; one that requires nothing is never finished."""
    lessons = {lesson.pk for lesson in module.lessons}
    required = [lesson.pk for lesson in module.lessons if lesson.is_required]
    return [
        bool(required) and all(work.get(pk, False) for pk in required)
        for work in works
        if not lessons.isdisjoint(work)
    ]


def _count(standings: list[bool]) -> tuple[int, int]:
    return len(standings), sum(standings)
