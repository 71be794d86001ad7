"""The published curriculum as plain data: small, the same for everybody, and quick to pass around."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from courses.rules.progress import LessonStanding, lesson_standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from courses.rules.progress import Part

Groups = tuple[tuple[str, ...], ...]
Work = tuple[str, str]  # what is done elsewhere: its kind of part and its code


@dataclass(frozen=True)
class Lesson:
    """A published lesson without its body."""

    pk: int
    code: str
    title: str
    url: str
    form: str
    minutes: int
    description: str
    goals: tuple[str, ...]
    is_required: bool
    is_locked: bool
    revision: int
    reading_key: UUID
    parts: tuple[Part, ...]
    needs: Groups = ()

    @property
    def slug(self) -> str:
        """The last step of its address."""
        return self.url.rstrip("/").rsplit("/", 1)[-1]

    @cached_property
    def untouched(self) -> LessonStanding:
        """Where everybody stands who did nothing in it yet."""
        return lesson_standing(self.parts, done_keys=(), was_completed=False, was_opened=False)


@dataclass(frozen=True)
class Module:
    """A published module with its lessons in order."""

    pk: int
    code: str
    title: str
    url: str
    level: int
    minutes: int
    audience: str
    intro: str
    is_open: bool
    is_locked: bool
    lessons: tuple[Lesson, ...]
    needs: Groups = ()

    @property
    def slug(self) -> str:
        """The last step of its address."""
        return self.url.rstrip("/").rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Level:
    """A level of a path."""

    number: int
    title: str
    description: str


@dataclass(frozen=True)
class Path:
    """A published learning path with its modules in order."""

    pk: int
    code: str
    title: str
    url: str
    description: str
    municipality_id: int | None
    levels: tuple[Level, ...]
    modules: tuple[Module, ...]

    @property
    def slug(self) -> str:
        """The last step of its address."""
        return self.url.rstrip("/").rsplit("/", 1)[-1]

    @cached_property
    def places(self) -> dict[int, tuple[Module, Lesson]]:
        """Each lesson with its module, by the lesson's key."""
        return {lesson.pk: (module, lesson) for module in self.modules for lesson in module.lessons}

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles of modules and lessons by code."""
        codes = {module.code: module.title for module in self.modules}
        return codes | {lesson.code: lesson.title for lesson in self.lessons()}

    @cached_property
    def done_elsewhere(self) -> dict[Work, list[tuple[Lesson, Part]]]:
        """The parts of lessons that are done elsewhere, such as tests and cases, by what is done there."""
        found: dict[Work, list[tuple[Lesson, Part]]] = {}
        for lesson in self.lessons():
            for part in lesson.parts:
                if part.reference:
                    found.setdefault((part.kind, part.reference), []).append((lesson, part))
        return found

    def lessons(self) -> Iterator[Lesson]:
        """All lessons in order."""
        return (lesson for module in self.modules for lesson in module.lessons)

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The keys of all lessons in order."""
        return tuple(lesson.pk for lesson in self.lessons())

    def beside(self, lesson: Lesson) -> tuple[Lesson | None, Lesson | None]:
        """The lessons before and after a lesson."""
        at = self.order.index(lesson.pk)
        before = self.places[self.order[at - 1]][1] if at else None
        after = self.places[self.order[at + 1]][1] if at + 1 < len(self.order) else None
        return before, after


@dataclass(frozen=True)
class Spot:
    """Something with an address: a path, a module on it, or a lesson in that."""

    path: Path
    module: Module | None = None
    lesson: Lesson | None = None


@dataclass(frozen=True)
class Curriculum:
    """All published paths."""

    version: str
    paths: tuple[Path, ...]

    @cached_property
    def by_pk(self) -> dict[int, Path]:
        """Paths by key."""
        return {path.pk: path for path in self.paths}

    @cached_property
    def spots(self) -> dict[str, Spot]:
        """Everything that has an address, by address."""
        found: dict[str, Spot] = {}
        for path in self.paths:
            found[path.url] = Spot(path)
            for module in path.modules:
                found[module.url] = Spot(path, module)
                found |= {lesson.url: Spot(path, module, lesson) for lesson in module.lessons}
        return found

    @cached_property
    def lessons(self) -> dict[int, Spot]:
        """Lessons with their module and path, by key."""
        return {spot.lesson.pk: spot for spot in self.spots.values() if spot.lesson is not None}

    @cached_property
    def codes(self) -> dict[str, Spot]:
        """Modules and lessons by code."""
        found = {}
        for spot in self.spots.values():
            holder = spot.lesson or spot.module or spot.path
            found[holder.code] = spot
        return found

    def moved_to(self, url: str) -> str | None:
        """The new address of something that stood at an address before, when its last step is still unique."""
        slug = url.rstrip("/").rsplit("/", 1)[-1]
        matches = [address for address in self.spots if address.rstrip("/").rsplit("/", 1)[-1] == slug]
        return matches[0] if len(matches) == 1 else None
