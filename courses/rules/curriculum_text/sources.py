"""The shape of the curriculum as it was written: plain data, and the keys that survive every edit."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

# Raised when the same text must become other pages; then everything is loaded anew.
FORMAT_VERSION = 1
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://wks-leerplein.example/curriculum/")

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Source:
    """Something that stands in a file; lines are for messages, they are no content."""

    file: str = field(default="", kw_only=True, repr=False, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, kw_only=True, repr=False, compare=False)


@dataclass(frozen=True)
class TermSource(Source):
    """A term of the glossary."""

    slug: str
    term: str
    definition: str
    plural: str = ""
    explanation: str = ""
    example: str = ""
    see_also: tuple[str, ...] = ()


@dataclass(frozen=True)
class LessonSource(Source):
    """A lesson; its body is ready for a page, except that a term is named by its slug."""

    code: str
    title: str
    slug: str
    form: str
    minutes: int
    description: str
    goals: tuple[str, ...]
    is_required: bool
    is_locked: bool
    review_due: date | None
    needs: Groups
    body: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class ModuleSource(Source):
    """A module with its lessons in order."""

    code: str
    title: str
    slug: str
    level: int
    minutes: int
    audience: str
    intro: str
    is_open: bool
    is_locked: bool
    needs: Groups
    lessons: tuple[LessonSource, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class LevelSource(Source):
    """A level of the path."""

    number: int
    title: str
    description: str = ""


@dataclass(frozen=True)
class PathSource(Source):
    """The learning path with its modules in order."""

    code: str
    title: str
    slug: str
    description: str
    levels: tuple[LevelSource, ...]
    modules: tuple[ModuleSource, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class CurriculumSource:
    """Everything that a folder says."""

    path: PathSource
    terms: tuple[TermSource, ...]

    @property
    def modules(self) -> tuple[ModuleSource, ...]:
        """All modules in order."""
        return self.path.modules

    @property
    def lessons(self) -> tuple[LessonSource, ...]:
        """All lessons in order."""
        return tuple(lesson for module in self.path.modules for lesson in module.lessons)


def fingerprint(source: Source) -> str:
    """Sixty-four characters that change when the content of a page does; what stands under it does not count."""
    content = {f.name: getattr(source, f.name) for f in fields(source) if f.repr}
    written = json.dumps([FORMAT_VERSION, content], default=str, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def block_id(lesson_code: str, name: str) -> str:
    """The key of a block: the same for ever for the same lesson and name, because a learner's work hangs on it."""
    return str(uuid.uuid5(_NAMESPACE, f"{lesson_code}#{name}"))


def reading_key(lesson_code: str) -> uuid.UUID:
    """The key of reading a lesson to its end."""
    return uuid.uuid5(_NAMESPACE, f"{lesson_code}#reading")
