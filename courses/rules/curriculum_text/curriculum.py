"""A whole folder of curriculum files: read one by one, then checked against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TypeVar

from core.rules.problems import Problem, in_order
from courses.rules.curriculum_text.checks import problems_between
from courses.rules.curriculum_text.files import lesson_of, module_of, path_of, terms_of
from courses.rules.curriculum_text.problems import Findings, ProblemCode
from courses.rules.curriculum_text.sources import CurriculumSource, LessonSource, ModuleSource

PATH_FILE = "path.yaml"
GLOSSARY_FILE = "glossary.yaml"
MODULE_FILE = "module.md"
SourceT = TypeVar("SourceT")


def parse_curriculum(files: Mapping[str, str]) -> tuple[CurriculumSource | None, list[Problem]]:
    """Read files, given by their path in the folder. Gives no curriculum as soon as there is one problem."""
    reading = _Reading(files)
    path = reading.read(PATH_FILE, path_of)
    terms = reading.read(GLOSSARY_FILE, terms_of) or ()
    modules = tuple(module for module in map(reading.module, reading.folders()) if module is not None)
    reading.refuse_the_rest()
    found = reading.found
    problems = [problem for one in found for problem in one.problems]
    if path is None:
        return None, in_order(problems)
    curriculum = CurriculumSource(replace(path, modules=modules), terms)
    links = [link for one in found for link in one.links]
    problems += problems_between(curriculum, links, unread=reading.unread_kinds())
    return (None if problems else curriculum), in_order(problems)


class _Reading:
    """The files of a folder while they are read."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files
        self.found: list[Findings] = []
        self.done: set[str] = set()
        self.unread: set[str] = set()

    def folders(self) -> list[str]:
        """The folders of the modules, in the order of their names."""
        by_folder: dict[str, list[str]] = defaultdict(list)
        for name in self.files:
            parts = PurePosixPath(name).parts
            if len(parts) == 2 and name.endswith(".md"):
                by_folder[parts[0]].append(name)
        return sorted(by_folder)

    def read(self, name: str, reader: Callable[[str, Findings], SourceT]) -> SourceT | None:
        """Read one file; a file that has mistakes or is not there gives nothing."""
        found = Findings(name)
        self.found.append(found)
        self.done.add(name)
        if name not in self.files:
            found.add(1, ProblemCode.FILE_MISSING)
            self.unread.add(name)
            return None
        result = reader(self.files[name], found)
        if found.problems:
            self.unread.add(name)
        return result

    def module(self, folder: str) -> ModuleSource | None:
        """A module with its lessons, in the order of their file names."""
        module = self.read(f"{folder}/{MODULE_FILE}", module_of)
        inside = [name for name in self.files if PurePosixPath(name).parent.as_posix() == folder]
        names = sorted(name for name in inside if name.endswith(".md") and name not in self.done)
        lessons = [self.read(name, lesson_of) for name in names]
        complete: tuple[LessonSource, ...] = tuple(lesson for lesson in lessons if lesson is not None)
        return replace(module, lessons=complete) if module else None

    def unread_kinds(self) -> frozenset[str]:
        """What a link may lead to although nobody could read it."""
        kinds = {"term"} if GLOSSARY_FILE in self.unread else set()
        return frozenset(kinds | ({"module", "lesson"} if self.unread - {GLOSSARY_FILE} else set()))

    def refuse_the_rest(self) -> None:
        """Name the files that no rule says anything about: a typing mistake in a name would lose a lesson."""
        for name in sorted(self.files.keys() - self.done):
            found = Findings(name)
            found.add(1, ProblemCode.FILE_NOT_EXPECTED)
            self.found.append(found)
