"""What there is to say about the sentences that somebody marked. Words, never a mark. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casestudies.choices import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from casestudies.rules.case import Line


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with what somebody saw in it, and what its makers do."""

    line: Line
    marked: str
    verdict: Verdict
    number: int = 0  # of the moment, from one

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to say about it."""
        return self.verdict == Verdict.QUIET


@dataclass(frozen=True, slots=True)
class Tally:
    """How a diagnosis went, in numbers of moments."""

    moments: int
    found: int
    other_code: int
    missed: int
    elsewhere: int

    @property
    def seen(self) -> int:
        """How many moments were marked, under whatever name."""
        return self.found + self.other_code


def judge(lines: Sequence[Line], marks: Mapping[str, str]) -> tuple[Judged, ...]:
    """Each sentence with what there is to say about it."""
    judged, number = [], 0
    for line in lines:
        marked = marks.get(line.key, "")
        number += bool(line.pitfall)
        judged.append(Judged(line, marked, _verdict(line, marked), number if line.pitfall else 0))
    return tuple(judged)


def tally(judged: Sequence[Judged]) -> Tally:
    """How many moments were seen, named otherwise, missed, and how many marks stand elsewhere."""
    counts = Counter(each.verdict for each in judged)
    return Tally(
        moments=sum(bool(each.line.pitfall) for each in judged),
        found=counts[Verdict.FOUND],
        other_code=counts[Verdict.OTHER_CODE],
        missed=counts[Verdict.MISSED],
        elsewhere=counts[Verdict.ELSEWHERE],
    )


def _verdict(line: Line, marked: str) -> Verdict:
    if not marked:
        return Verdict.MISSED if line.pitfall else Verdict.QUIET
    if not line.pitfall:
        return Verdict.ELSEWHERE
    return Verdict.FOUND if marked == line.pitfall else Verdict.OTHER_CODE
