"""The parts of a graph in which every place can be reached from every other, those that come first in front."""

from __future__ import annotations

from collections.abc import Sequence

Onward = Sequence[Sequence[int]]  # per place, the places that can be reached in one step


def components(onward: Onward) -> list[list[int]]:
    """Those parts, by walking forth and then back (Kosaraju)."""
    back: list[list[int]] = [[] for _ in onward]
    for place, following in enumerate(onward):
        for to in following:
            back[to].append(place)
    seen: set[int] = set()
    return [_part(place, back, seen) for place in reversed(_finished(onward)) if place not in seen]


def _part(start: int, back: Onward, seen: set[int]) -> list[int]:
    part, waiting = [], [start]
    seen.add(start)
    while waiting:
        place = waiting.pop()
        part.append(place)
        fresh = [before for before in back[place] if before not in seen]
        seen.update(fresh)
        waiting.extend(dict.fromkeys(fresh))
    return part


def _finished(onward: Onward) -> list[int]:
    """All places in the order in which a walk is done with them; without recursion, because a road can be long."""
    order: list[int] = []
    seen: set[int] = set()
    for start in range(len(onward)):
        if start in seen:
            continue
        seen.add(start)
        walk = [(start, iter(onward[start]))]
        while walk:
            place, following = walk[-1]
            to = next((to for to in following if to not in seen), None)
            if to is None:
                order.append(place)
                walk.pop()
            else:
                seen.add(to)
                walk.append((to, iter(onward[to])))
    return order
