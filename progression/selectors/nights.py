"""How far the counting of a night is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from people.api import everywhere
from people.models import Municipality
from progression.models import NightlyCount

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class NightProgress:
    """A night over all municipalities."""

    municipalities: int
    finished: int
    trajectories: int
    done: int


def unfinished_municipality_ids(*, night: date) -> list[int]:
    """Municipalities that use the platform and are not counted yet in a night."""
    with everywhere():
        finished = NightlyCount.objects.filter(night=night, finished_at__isnull=False)
        waiting = Municipality.objects.active().exclude(pk__in=finished.values("municipality"))
        return list(waiting.values_list("pk", flat=True))


def night_progress(*, night: date) -> NightProgress:
    """How far a night is. Two queries."""
    with everywhere():
        counts = list(NightlyCount.objects.filter(night=night).values_list("total", "done", "finished_at"))
        return NightProgress(
            municipalities=Municipality.objects.active().count(),
            finished=sum(1 for *_, finished_at in counts if finished_at is not None),
            trajectories=sum(total for total, *_ in counts),
            done=sum(done for _, done, _ in counts),
        )
