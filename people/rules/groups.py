"""Which teams may be shown as numbers, so that nobody can work out what one person did. No database, no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

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
