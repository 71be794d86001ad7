"""Where a learner stands on a path: every lesson, every module, what is next and why. No database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from courses.rules.prerequisites import Opening, opening
from courses.rules.progress import GroupStanding, LessonStanding, State, group_standing, lesson_standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from courses.rules.outline import Lesson, Module, Path


@dataclass(frozen=True, slots=True)
class Progress:
    """What a learner did in one lesson."""

    done_keys: frozenset[UUID]
    completed_at: datetime | None
    anchor: str
    seen_at: datetime | None  # None: only what they did elsewhere counts here, they never came by


@dataclass(frozen=True)
class LessonStep:
    """A lesson with where the learner stands."""

    lesson: Lesson
    standing: LessonStanding
    opening: Opening
    progress: Progress | None

    @property
    def is_closed(self) -> bool:
        """Whether a rule keeps it shut for now."""
        return self.lesson.is_locked and not self.opening.is_open


@dataclass(frozen=True)
class ModuleStep:
    """A module with where the learner stands."""

    module: Module
    standing: GroupStanding
    opening: Opening
    lessons: tuple[LessonStep, ...]

    @property
    def is_closed(self) -> bool:
        """Whether a rule keeps it shut for now."""
        return self.module.is_locked and not self.opening.is_open

    @property
    def minutes_left(self) -> int:
        """Guide time of the required lessons that are not done."""
        return sum(
            s.lesson.minutes for s in self.lessons if s.lesson.is_required and s.standing.state != State.DONE
        )


@dataclass(frozen=True)
class Journey:
    """A learner's whole road along a path."""

    path: Path
    standing: GroupStanding
    modules: tuple[ModuleStep, ...]

    def step_for(self, lesson_pk: int) -> LessonStep:
        """The step of one lesson."""
        return next(step for module in self.modules for step in module.lessons if step.lesson.pk == lesson_pk)

    def module_of(self, lesson_pk: int) -> ModuleStep:
        """The module that holds a lesson."""
        return next(m for m in self.modules if any(step.lesson.pk == lesson_pk for step in m.lessons))

    @cached_property
    def resume(self) -> LessonStep | None:
        """Where to go on: the unfinished lesson seen last, else the first that is open and not done."""
        steps = [step for module in self.modules if not module.is_closed for step in module.lessons]
        open_steps = [step for step in steps if not step.is_closed and step.standing.state != State.DONE]
        seen = [
            (step.progress.seen_at, step) for step in open_steps if step.progress and step.progress.seen_at
        ]
        if seen:
            return max(seen, key=lambda pair: pair[0])[1]
        required = [step for step in open_steps if step.lesson.is_required]
        return next(iter(required or open_steps), None)

    def is_at(self, module: ModuleStep) -> bool:
        """Whether the learner is busy with a module and goes on in it; with work elsewhere they are busy with others too."""
        return module.standing.state == State.BUSY and any(step is self.resume for step in module.lessons)

    @property
    def minutes_left(self) -> int:
        """Guide time of everything required that is not done."""
        return sum(module.minutes_left for module in self.modules)


def journey(path: Path, progress: Mapping[int, Progress]) -> Journey:
    """Weigh a path against what a learner did; `progress` is keyed by lesson."""
    standings = {lesson.pk: _standing(lesson, progress.get(lesson.pk)) for lesson in path.lessons()}
    groups = {module.code: _group(module, standings) for module in path.modules}
    finished = {code for code, standing in groups.items() if standing.state == State.DONE}
    finished |= {lesson.code for lesson in path.lessons() if standings[lesson.pk].state == State.DONE}
    modules = tuple(
        ModuleStep(
            module=module,
            standing=groups[module.code],
            opening=opening(module.needs, finished=finished),
            lessons=tuple(
                LessonStep(
                    lesson=lesson,
                    standing=standings[lesson.pk],
                    opening=opening(lesson.needs, finished=finished),
                    progress=progress.get(lesson.pk),
                )
                for lesson in module.lessons
            ),
        )
        for module in path.modules
    )
    whole = group_standing(
        [(lesson.pk, lesson.is_required, standings[lesson.pk].state) for lesson in path.lessons()]
    )
    return Journey(path, whole, modules)


def _standing(lesson: Lesson, done: Progress | None) -> LessonStanding:
    if done is None:
        return lesson.untouched
    return lesson_standing(
        lesson.parts,
        done_keys=done.done_keys,
        was_completed=done.completed_at is not None,
        was_opened=True,
    )


def _group(module: Module, standings: Mapping[int, LessonStanding]) -> GroupStanding:
    return group_standing(
        [(lesson.pk, lesson.is_required, standings[lesson.pk].state) for lesson in module.lessons]
    )
