"""How far the counting of a night is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from core.api import failures_per_row
from people.api import everywhere
from people.models import Municipality
from progression.models import NightlyCount

if TYPE_CHECKING:
    from datetime import date, datetime

COUNTS = "progression.tasks.count_night"
LOOKS_BACK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class NightProgress:
    """A night over all municipalities."""

    municipalities: int
    finished: int
    trajectories: int
    done: int


@dataclass(frozen=True, slots=True)
class LastNight:
    """How the last counting of a municipality went; none yet when it was never counted."""

    municipality: Municipality
    count: NightlyCount | None
    failures: int
    is_of_tonight: bool

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to count."""
        return self.count is not None and self.count.finished_at is not None

    @property
    def duration(self) -> timedelta | None:
        """From the first piece to the last."""
        if self.count is None or self.count.finished_at is None:
            return None
        return self.count.finished_at - self.count.started_at

    @property
    def may_be_sent_again(self) -> bool:
        """Whether there is something left to do tonight."""
        return not (self.is_finished and self.is_of_tonight)


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


def last_nights(*, night: date, now: datetime) -> list[LastNight]:
    """The last counting of every municipality that uses the platform, what needs a look first. Three queries."""
    failures = failures_per_row(COUNTS, since=now - LOOKS_BACK)
    with everywhere():
        latest = NightlyCount.objects.order_by("municipality_id", "-night").distinct("municipality_id")
        counts = {count.municipality_id: count for count in latest}
    rows = [
        LastNight(
            municipality=each,
            count=counts.get(each.pk),
            failures=failures[each.pk],
            is_of_tonight=each.pk in counts and counts[each.pk].night == night,
        )
        for each in Municipality.objects.active()
    ]
    return sorted(rows, key=lambda row: (row.is_finished, -row.failures, row.municipality.name))
