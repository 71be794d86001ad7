"""What a portfolio asks per core task, and what is still missing. A proposal (domain texts e.1 and f.2), as data. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.choices import EvidenceKind
from progression.choices import CoreTask

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

REFLECTION, CASE = EvidenceKind.REFLECTION, EvidenceKind.CASE
OBSERVATION, UPLOAD = EvidenceKind.OBSERVATION, EvidenceKind.UPLOAD


@dataclass(frozen=True, slots=True)
class Requirement:
    """So many pieces of evidence of any of these kinds."""

    kinds: tuple[EvidenceKind, ...]
    times: int = 1


@dataclass(frozen=True, slots=True)
class Missing:
    """What a requirement still asks."""

    kinds: tuple[EvidenceKind, ...]
    times: int


@dataclass(frozen=True, slots=True)
class CoreTaskStanding:
    """How far the evidence for one core task is."""

    core_task: CoreTask
    pieces: int
    asked: int
    missing: tuple[Missing, ...]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing; a task that asks nothing is never complete."""
        return self.asked > 0 and not self.missing

    @property
    def found(self) -> int:
        """How much of what is asked is there."""
        return self.asked - sum(missing.times for missing in self.missing)


_OWN_VIEW = Requirement((REFLECTION,))
_SEEN = Requirement((OBSERVATION,))
_MADE = Requirement((UPLOAD, CASE))
REQUIREMENTS: dict[CoreTask, tuple[Requirement, ...]] = {
    CoreTask.KT1: (_OWN_VIEW, _MADE),
    CoreTask.KT2: (_OWN_VIEW, _SEEN, _MADE),
    CoreTask.KT3: (_OWN_VIEW, _SEEN),
    CoreTask.KT4: (_OWN_VIEW, _SEEN, Requirement((UPLOAD, CASE), times=3)),
    CoreTask.KT5: (_OWN_VIEW, Requirement((OBSERVATION, UPLOAD))),
    CoreTask.KT6: (_OWN_VIEW, _MADE),
    CoreTask.KT7: (_OWN_VIEW, _MADE),
    CoreTask.KT8: (_OWN_VIEW, Requirement((OBSERVATION,), times=2)),
}


def standing(
    core_task: CoreTask,
    kinds: Iterable[EvidenceKind],
    *,
    requirements: Collection[Requirement] | None = None,
) -> CoreTaskStanding:
    """How far the evidence for a core task is; a piece counts for one requirement only, the narrowest first."""
    asked = REQUIREMENTS[core_task] if requirements is None else tuple(requirements)
    left = Counter(kinds)
    pieces, missing = left.total(), []
    for requirement in sorted(asked, key=lambda each: len(each.kinds)):
        short = requirement.times - _take(left, requirement)
        if short:
            missing.append(Missing(requirement.kinds, short))
    return CoreTaskStanding(core_task, pieces, sum(each.times for each in asked), tuple(missing))


def _take(left: Counter[EvidenceKind], requirement: Requirement) -> int:
    """Use up to as many pieces as a requirement asks, and say how many there were."""
    taken = 0
    for kind in requirement.kinds:
        use = min(left[kind], requirement.times - taken)
        left[kind] -= use
        taken += use
    return taken
