"""Which teams may be shown as numbers, so that nobody can work out what one person did. No database, no clock."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Group = tuple[int, ...]


def groups_to_show(sizes: Mapping[int, int], *, smallest: int) -> tuple[Group, ...]:
    """Give the groups of teams to count: each large enough, and none that follows by subtracting the others.

    Small teams are taken together. When together they are still too small, the smallest team that
    could have been shown joins them. Teams without people are left out.
    """
    sizes = {team: size for team, size in sizes.items() if size > 0}
    large = [team for team in sizes if sizes[team] >= smallest]
    small = [team for team in sizes if sizes[team] < smallest]
    if small and sum(sizes[team] for team in small) < smallest:
        if not large:
            return ()
        joining = min(large, key=lambda team: (sizes[team], team))
        large.remove(joining)
        small.append(joining)
    together = [tuple(sorted(small))] if small else []
    return (*((team,) for team in sorted(large)), *together)


@dataclass(frozen=True, slots=True)
class Finish:
    """Somebody who finished something: which work it is, and the team in which it is counted."""

    work: int
    team: int = 0


def team_sizes(finished: Sequence[Finish]) -> dict[int, int]:
    """How many of each team finished."""
    return dict(Counter(each.team for each in finished))


def counted(finished: Sequence[Finish], group: Sequence[int], *, smallest: int) -> tuple[int, ...]:
    """Which work of a group is counted, of people in the order in which they finished: the earliest full lots.

    So what changes between two looks is never one person.
    """
    members = [each.work for each in finished if each.team in group]
    return tuple(members[: len(members) - len(members) % smallest])
