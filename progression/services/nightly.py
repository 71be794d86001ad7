"""Counting everything of a municipality anew in the night: in pieces, and going on where it was stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from people.models import Municipality
from progression.models import NightlyCount, Trajectory
from progression.services.figures import count_month
from progression.services.trajectories import evaluate

if TYPE_CHECKING:
    from datetime import date, datetime

AT_ONCE = 50


@transaction.atomic
def count_piece(municipality_id: int, *, night: date, now: datetime) -> bool:
    """Do the next piece of a night, and say whether there is more. One worker at a time per municipality.

    A piece and how far it came are saved together: a worker that is killed has done nothing of its piece,
    and whoever comes next begins with it.
    """
    count = _locked(municipality_id, night=night, now=now)
    if count.finished_at is not None:
        return False
    rows = Trajectory.objects.filter(municipality=municipality_id, pk__gt=count.reached).order_by("pk")
    piece = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    for trajectory_id in piece:
        evaluate(trajectory_id, today=night, now=now)
    if piece:
        count.reached, count.done = piece[-1], count.done + len(piece)
    else:
        count_month(Municipality.objects.get(pk=municipality_id), on=night, now=now)
        count.finished_at = now
    count.save(update_fields=["reached", "done", "finished_at"])
    return bool(piece)


def _locked(municipality_id: int, *, night: date, now: datetime) -> NightlyCount:
    total = Trajectory.objects.filter(municipality=municipality_id).count()
    NightlyCount.objects.get_or_create(
        municipality_id=municipality_id, night=night, defaults={"total": total, "started_at": now}
    )
    return NightlyCount.objects.select_for_update().get(municipality=municipality_id, night=night)
