"""A file that somebody asked for, and what is in it."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.core.files.storage import default_storage
from django.utils import timezone
from openpyxl import load_workbook

from people.api import everywhere
from people.models import Municipality, User
from website import api
from website.choices import ExportFormat, ExportKind
from website.models import Export
from website.services.exporting import write_piece


def asked(person: User, municipality: Municipality, kind: ExportKind, **changes: Any) -> Export:
    """What somebody wants, on the list."""
    wanted = api.Wanted(kind, changes.pop("format", ExportFormat.CSV), changes)
    with everywhere():
        return api.ask_export(person=person, municipality=municipality, wanted=wanted, now=timezone.now())


def made(export: Export) -> Export:
    """The same, once a worker is done with it."""
    while write_piece(export.pk, now=timezone.now()):
        pass
    return now_of(export)


def now_of(export: Export) -> Export:
    """The row as it is now."""
    with everywhere():
        return Export.objects.select_related("person", "municipality").get(pk=export.pk)


def rows_in(export: Export) -> list[list[Any]]:
    """The rows of a file, its columns first."""
    with default_storage.open(export.file) as file:
        content = file.read()
    if export.format == ExportFormat.XLSX:
        sheet = load_workbook(io.BytesIO(content)).active
        return [list(row) for row in sheet.iter_rows(values_only=True)]
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
