"""Setting one's own marks beside those of a group, so that nobody can work out what one person did. Pure.

Three fences: people are counted in groups of which none follows by subtracting the others, and each group in
batches, so that what changes between two looks is never one person. What is shown are words, not numbers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casestudies.choices import Portion

if TYPE_CHECKING:
    from collections.abc import Sequence

# In hundredths. Narrower words would give somebody who knows their own mark away what all the others did.
_FEWER_UP_TO, _MORE_FROM = 40, 60


@dataclass(frozen=True, slots=True)
class Finish:
    """Somebody who finished a case: whose marks, and the team in which they are counted."""

    work: int
    team: int = 0


def team_sizes(finished: Sequence[Finish]) -> dict[int, int]:
    """How many of each team finished."""
    return dict(Counter(each.team for each in finished))


def counted(finished: Sequence[Finish], group: Sequence[int], *, smallest: int) -> tuple[int, ...]:
    """Whose marks of a group are counted, of people in the order in which they finished: the earliest full batches."""
    members = [each.work for each in finished if each.team in group]
    return tuple(members[: len(members) - len(members) % smallest])


def portion_of(number: int, people: int) -> Portion:
    """A number of people in words that fit several numbers, so that they never say “nobody else” or “all the others”."""
    part = 100 * number / people
    if part <= _FEWER_UP_TO:
        return Portion.FEWER
    return Portion.MORE if part >= _MORE_FROM else Portion.ABOUT_HALF
