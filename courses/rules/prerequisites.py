"""Whether something is open yet: every group must be met, and one of a group is enough. No database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether something is open, and the groups of which one is still needed."""

    unmet: tuple[tuple[str, ...], ...] = ()

    @property
    def is_open(self) -> bool:
        """True when nothing is needed any more."""
        return not self.unmet


def opening(groups: Iterable[tuple[str, ...]], *, finished: Collection[str]) -> Opening:
    """Weigh AND over groups of OR; an empty group asks nothing."""
    return Opening(tuple(group for group in groups if group and not any(code in finished for code in group)))


def cycle(prerequisites: dict[str, set[str]]) -> tuple[str, ...]:
    """Give the codes of a circle in what needs what, or nothing when there is none."""
    done: set[str] = set()

    def walk(code: str, trail: tuple[str, ...]) -> tuple[str, ...]:
        if code in trail:
            return (*trail[trail.index(code) :], code)
        if code in done:
            return ()
        for needed in sorted(prerequisites.get(code, ())):
            found = walk(needed, (*trail, code))
            if found:
                return found
        done.add(code)
        return ()

    for start in sorted(prerequisites):
        found = walk(start, ())
        if found:
            return found
    return ()
