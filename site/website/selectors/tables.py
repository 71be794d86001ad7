"""What is in each file: the same reads as the pages, a number of rows at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from courses import api as courses
from people import api as people
from people.choices import DataKind
from progression import api as progression
from progression.choices import Number, Stage
from website.choices import ExportKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.models import QuerySet

    from core.rules.spreadsheet import Cell
    from courses.models import Enrolment
    from people.models import User
    from progression.models import SignOff, Trajectory
    from website.models import Export


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a file, the people who stand in them by name, and what is told of them."""

    cells: Sequence[Sequence[Cell]]
    people: Sequence[User] = ()
    data_kind: DataKind = DataKind.ENROLMENT


@dataclass(frozen=True, slots=True)
class Table:
    """How one kind of file is read: the names of its columns, which rows there are, and what stands in them."""

    columns: Callable[[Export], Sequence[str]]
    keys: Callable[[Export], list[int]]
    rows: Callable[[Export, list[int]], Rows]


def table_of(export: Export) -> Table:
    """How this file is read."""
    return _TABLES[ExportKind(export.kind)]


def progress_table(totals: courses.Totals) -> tuple[Sequence[str], list[list[Cell]]]:
    """How far the teams are on a path, as the page shows it: groups of five and more, without names."""
    counted_at = localtime(totals.counted_at).replace(tzinfo=None) if totals.counted_at else None
    columns = (_("Module"), _("Team"), _("People"), _("Began"), _("Finished"), _("Counted at"))
    return columns, [
        [f"{module.code} {module.title}", group.name, group.people, cell.started, cell.finished, counted_at]
        for module, cells in totals.rows()
        for group, cell in cells
    ]


# --- Participants ---------------------------------------------------------------------------------


def _reach(export: Export) -> people.Reach:
    return people.Reach(frozenset(export.team_ids), covers_all=export.covers_all)


def _enrolments(export: Export) -> QuerySet[Enrolment]:
    return courses.enrolments_in(export.municipality, _reach(export))


def _participants(export: Export, keys: list[int]) -> Rows:
    found = list(_enrolments(export).filter(pk__in=keys))
    cells: list[list[Cell]] = [
        [
            str(row.person),
            row.path.title,
            row.team.name if row.team else None,
            localdate(row.enrolled_at),
            row.deadline,
        ]
        for row in found
    ]
    return Rows(cells, [row.person for row in found])


PARTICIPANTS = Table(
    columns=lambda _export: (
        _("Name"), _("Learning path"), _("Team"), _("Enrolled on"), _("End date"),
    ),
    keys=lambda export: list(_enrolments(export).values_list("pk", flat=True)),
    rows=_participants,
)  # fmt: skip


# --- Stages ---------------------------------------------------------------------------------------


def _trajectories(export: Export) -> QuerySet[Trajectory]:
    return progression.candidates_of(export.person, export.municipality, _reach(export))


def _stages(export: Export, keys: list[int]) -> Rows:
    roads = progression.roads_of(_trajectories(export).filter(pk__in=keys), today=localdate(export.asked_at))
    return Rows(
        [_stage_row(road) for road in roads],
        list({road.trajectory.person_id: road.trajectory.person for road in roads}.values()),
        DataKind.STAGE_EVIDENCE,
    )


def _stage_row(road: progression.Road) -> list[Cell]:
    trajectory = road.trajectory
    return [
        str(trajectory.person),
        f"{trajectory.core_task} {trajectory.get_core_task_display()}",
        str(Stage(trajectory.stage).label),
        trajectory.since,
        road.next_stage,
        road.expected_on,
        road.valid_until,
        sum(min(line.have, line.asked) for line in road.lines),
        sum(line.asked for line in road.lines),
        road.mean_of_observations,
        " ".join((*road.why, *road.setbacks)),
    ]


STAGES = Table(
    columns=lambda _export: (
        _("Name"), _("Core task"), _("Stage"), _("In this stage since"), _("Next stage"), _("Expected on"),
        _("Valid until"), _("Evidence that is in"), _("Evidence that is asked"), _("Mean of the observations"),
        _("What is missing, and why"),
    ),
    keys=lambda export: list(_trajectories(export).values_list("pk", flat=True)),
    rows=_stages,
)  # fmt: skip


# --- Signatures -----------------------------------------------------------------------------------


def _signed(export: Export) -> QuerySet[SignOff]:
    return progression.signatures_of(export.person, export.municipality, _reach(export))


def _signatures(export: Export, keys: list[int]) -> Rows:
    found = list(_signed(export).filter(pk__in=keys))
    signers = [person for row in found for person in (row.trajectory.person, row.signer)]
    people_there = {person.pk: person for person in signers}
    return Rows([_signature_row(row) for row in found], list(people_there.values()), DataKind.STAGE_EVIDENCE)


def _signature_row(signed: SignOff) -> list[Cell]:
    """What an auditor asks: the signature and the hash of what it stands under, never the evidence itself."""
    road, taken_back = signed.trajectory, getattr(signed, "revocation", None)
    return [
        str(road.person),
        f"{road.core_task} {road.get_core_task_display()}",
        str(Stage(signed.stage).label),
        signed.get_capacity_display(),
        str(signed.signer),
        localtime(signed.signed_at).replace(tzinfo=None),
        signed.evidence_hash,
        localtime(taken_back.revoked_at).replace(tzinfo=None) if taken_back else None,
        str(taken_back.person) if taken_back else None,
    ]


SIGNATURES = Table(
    columns=lambda _export: (
        _("Name"), _("Core task"), _("Stage"), _("Signed as"), _("Signed by"), _("Signed at"),
        _("Hash of the evidence"), _("Taken back at"), _("Taken back by"),
    ),
    keys=lambda export: list(_signed(export).values_list("pk", flat=True)),
    rows=_signatures,
)  # fmt: skip


# --- Numbers: few rows, counted together -----------------------------------------------------------


def _progress(export: Export) -> tuple[Sequence[str], Sequence[Sequence[Cell]]]:
    path = courses.curriculum().by_pk[export.filters["path"]]
    team_ids = None if export.covers_all else export.team_ids
    return progress_table(courses.totals_of(export.municipality, path, team_ids=team_ids))


def _takeover(export: Export) -> tuple[Sequence[str], Sequence[Sequence[Cell]]]:
    numbers = progression.numbers_of(export.municipality, on=localdate(export.asked_at))
    if "number" not in export.filters:
        return progression.number_table(numbers)
    found = progression.explanation_of(numbers, Number(export.filters["number"]))
    return found.columns, found.rows


def _counted(read: Callable[[Export], tuple[Sequence[str], Sequence[Sequence[Cell]]]]) -> Table:
    return Table(
        columns=lambda export: read(export)[0],
        keys=lambda export: list(range(len(read(export)[1]))),
        rows=lambda export, keys: Rows(read(export)[1][keys[0] : keys[-1] + 1]),
    )


_TABLES = {
    ExportKind.PARTICIPANTS: PARTICIPANTS,
    ExportKind.PROGRESS: _counted(_progress),
    ExportKind.TAKEOVER: _counted(_takeover),
    ExportKind.STAGES: STAGES,
    ExportKind.SIGNATURES: SIGNATURES,
}
