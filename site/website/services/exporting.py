"""Making a file for somebody: in pieces, once at a time, and going on where it was stopped."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from core.rules.spreadsheet import kept
from people import api as people
from people.api import everywhere, within
from people.models import User
from website.choices import OPEN_STATES, ExportFormat, ExportKind, ExportState
from website.models import Export, ExportPiece
from website.permissions import grounds_of, may_have
from website.selectors.exports import quiet_exports
from website.selectors.tables import table_of
from website.services import export_files

if TYPE_CHECKING:
    from people.models import Municipality

AT_ONCE = 250
KEPT_FOR = timedelta(days=7)
MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to take along."""

    kind: ExportKind
    format: ExportFormat
    filters: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def ask_export(*, person: User, municipality: Municipality, wanted: Wanted, now: datetime) -> Export:
    """Put what somebody wants on the list; the one that is being made already when it is the same."""
    ground = grounds_of(people.standing_of(person), municipality).get(wanted.kind)
    if ground is None:
        raise PermissionDenied
    User.objects.select_for_update(no_key=True).get(pk=person.pk)  # two clicks at once are one
    same = {
        "person": person,
        "municipality": municipality,
        "kind": wanted.kind,
        "format": wanted.format,
        "filters": wanted.filters,
    }
    return Export.objects.filter(**same, state__in=OPEN_STATES).first() or Export.objects.create(
        **same,
        capacity=ground.capacity,
        covers_all=ground.reach.covers_all,
        team_ids=sorted(ground.reach.team_ids),
        asked_at=now,
        moved_at=now,
        expires_at=now + KEPT_FOR,
    )


def write_piece(export_id: int, *, now: datetime) -> bool:
    """Do the next piece of a file, and say whether there is more. One worker at a time per file.

    A piece and how far it came are saved together: a worker that is killed has done nothing of its piece,
    and whoever comes next begins with it.
    """
    with everywhere():
        place = Export.objects.filter(pk=export_id).values_list("municipality_id", flat=True).first()
    if place is None:
        return False
    with within(place), transaction.atomic():
        export = _locked(export_id)
        if export is None or not export.is_open:
            return False
        if not may_have(export.person, export):
            _end(export, ExportState.STOPPED, now=now)
            return False
        return _go_on(export, now=now)


def stop_export(export: Export, *, now: datetime) -> None:
    """Stop making a file; what was written of it goes."""
    with transaction.atomic():
        locked = _locked(export.pk)
        if locked is not None and locked.is_open:
            _end(locked, ExportState.STOPPED, now=now)


def remove_export(export: Export) -> None:
    """Take a file away before its term; see `drop_file` for the file itself."""
    Export.objects.filter(pk=export.pk).delete()


def drop_file(export: Export) -> None:
    """Let a file go with its row, however that went; not before that is certain."""
    place = export_files.place_of(export)
    transaction.on_commit(lambda: export_files.take_file_away(place))


@transaction.atomic
def take_up_again(*, now: datetime) -> list[int]:
    """Files on which nobody works any more, to go on with; what was taken up too often is given up."""
    with everywhere():
        quiet = list(quiet_exports(now=now).select_for_update(skip_locked=True))
        for export in quiet:
            if export.tries >= MOST_TRIES:
                _end(export, ExportState.FAILED, now=now)
        waiting = [export.pk for export in quiet if export.is_open]
        Export.objects.filter(pk__in=waiting).update(tries=F("tries") + 1, moved_at=now)
    return waiting


def erase_exports(*, now: datetime) -> int:
    """Erase every file whose term is over, and files that belong to nothing; say how many rows went."""
    with everywhere():
        found = list(Export.objects.filter(expires_at__lte=now))
        for export in found:
            export.delete()
        wanted = Export.objects.filter(state__in=(*OPEN_STATES, ExportState.DONE))
        known = {export_files.place_of(export) for export in wanted}
    for place in export_files.kept_places() - known:
        export_files.take_file_away(place)
    return len(found)


def _locked(export_id: int) -> Export | None:
    rows = Export.objects.select_for_update(of=("self",)).select_related("person", "municipality")
    return rows.filter(pk=export_id).first()


def _go_on(export: Export, *, now: datetime) -> bool:
    if export.state == ExportState.WAITING:
        _plan(export)
    piece = export.pieces.filter(rows__isnull=True).first()
    if piece is None:
        _finish(export, now=now)
        return False
    _write(export, piece, now=now)
    export.state, export.moved_at, export.tries = ExportState.BUSY, now, 0
    export.done += len(piece.keys)
    export.save(update_fields=["state", "moved_at", "tries", "done", "total"])
    return True


def _plan(export: Export) -> None:
    """Say once which rows there will be, in which order."""
    keys = table_of(export).keys(export)
    export.total = len(keys)
    ExportPiece.objects.bulk_create(
        ExportPiece(
            municipality=export.municipality,
            export=export,
            number=number,
            keys=keys[start : start + AT_ONCE],
        )
        for number, start in enumerate(range(0, len(keys), AT_ONCE))
    )


def _write(export: Export, piece: ExportPiece, *, now: datetime) -> None:
    found = table_of(export).rows(export, piece.keys)
    piece.rows = [[kept(cell) for cell in row] for row in found.cells]
    piece.save(update_fields=["rows"])
    people.note_looks(
        viewer=export.person,
        people=found.people,
        municipality=export.municipality,
        data_kind=found.data_kind,
        capacity=export.capacity,  # type: ignore[arg-type]
        now=now,
    )


def _finish(export: Export, *, now: datetime) -> None:
    export.file = export_files.keep_file(export)
    _end(export, ExportState.DONE, now=now)


def _end(export: Export, state: ExportState, *, now: datetime) -> None:
    export.state, export.moved_at, export.finished_at = state, now, now
    if state == ExportState.DONE:
        export.expires_at = now + KEPT_FOR
    export.save(update_fields=["state", "moved_at", "finished_at", "file", "expires_at", "total", "done"])
    export.pieces.all().delete()
