"""Which core tasks hang on one coach or on none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from progression.choices import CoreTask, Phase, Stage
from progression.rules.readiness import FEWEST_COACHES

ALWAYS = tuple(task for task in CoreTask if task != CoreTask.KT8)


@dataclass(frozen=True, slots=True)
class Held:
    """That a person is at a stage in a core task, and is there to do the work."""

    person: int
    core_task: str
    stage: int
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Gap:
    """A core task with too few coaches, and how many there are."""

    core_task: str
    coaches: int

    @property
    def is_lost(self) -> bool:
        """Whether nobody is left."""
        return self.coaches == 0


def coaches_per_task(
    held: Iterable[Held], *, tasks: Iterable[str] = ALWAYS, stage: Stage = Stage.INDEPENDENT
) -> dict[str, int]:
    """How many people are at a stage or higher in each core task."""
    able = {(each.person, each.core_task) for each in held if each.is_active and each.stage >= stage}
    return {task: sum(1 for _, core_task in able if core_task == task) for task in tasks}


def gaps(coaches: Mapping[str, int], *, phase: int) -> tuple[Gap, ...]:
    """The core tasks that need attention: from F3 on, fewer than two coaches is a risk."""
    if phase < Phase.EXPANDING:
        return ()
    return tuple(Gap(task, number) for task, number in coaches.items() if number < FEWEST_COACHES)
