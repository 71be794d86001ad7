"""Comparing stored stages with the changes and signatures they follow from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from people.api import everywhere
from progression.models import SignOff, StageChange, Trajectory
from progression.rules.replay import Change, Signed, Stored, differences
from progression.rules.signing import Signature

if TYPE_CHECKING:
    from collections.abc import Mapping

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class RoadDifference:
    """Where the stored stage of somebody is not what was changed and signed."""

    person_id: int
    municipality_id: int
    core_task: str
    what: str


def road_differences() -> list[RoadDifference]:
    """Go every road again and give every difference. Three queries."""
    with everywhere():
        changes, signed = _changes(), _signed()
        rows = Trajectory.objects.order_by("pk").values_list(
            "pk", "person_id", "municipality_id", "core_task", "stage", "entry", "since"
        )
        return [
            RoadDifference(person, municipality, core_task, what)
            for pk, person, municipality, core_task, stage, entry, since in rows.iterator(chunk_size=AT_ONCE)
            for what in differences(Stored(stage, entry, since), changes[pk], signed[pk])
        ]


def _changes() -> Mapping[int, list[Change]]:
    found: dict[int, list[Change]] = defaultdict(list)
    rows = StageChange.objects.order_by()
    for row in rows.only("trajectory_id", "entry", "from_stage", "to_stage", "changed_on"):
        found[row.trajectory_id].append(Change(row.entry, row.from_stage, row.to_stage, row.changed_on))
    return found


def _signed() -> Mapping[int, list[Signed]]:
    found: dict[int, list[Signed]] = defaultdict(list)
    rows = SignOff.objects.filter(revocation__isnull=True).order_by()
    for road, entry, stage, capacity, signer, on, *evidence in rows.values_list(
        "trajectory_id",
        "entry",
        "stage",
        "capacity",
        "signer_id",
        "signed_on",
        "evidence",
        "evidence_hash",
    ):
        found[road].append(Signed(entry, stage, Signature(capacity, signer, on), *evidence))
    return found
