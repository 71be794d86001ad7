"""Setting one's own marks beside those of a group, so that nobody can work out what one person did. Pure.

Three fences: people are counted in groups of which none follows by subtracting the others, and each group in
batches, so that what changes between two looks is never one person. What is shown are words, not numbers.
"""

from __future__ import annotations

from casestudies.choices import Portion

# In hundredths. Narrower words would give somebody who knows their own mark away what all the others did.
_FEWER_UP_TO, _MORE_FROM = 40, 60


def portion_of(number: int, people: int) -> Portion:
    """A number of people in words that fit several numbers, so that they never say “nobody else” or “all the others”."""
    part = 100 * number / people
    if part <= _FEWER_UP_TO:
        return Portion.FEWER
    return Portion.MORE if part >= _MORE_FROM else Portion.ABOUT_HALF
