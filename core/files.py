"""Files that somebody takes along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from core.rules.spreadsheet import csv_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.rules.spreadsheet import Cell


def as_file(content: Iterable[str] | str | bytes, *, name: str, content_type: str) -> HttpResponse:
    """Give a file to keep: only for who asked, so nothing on the way keeps it, and no browser guesses what it is."""
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=content_type, headers=headers)


def as_csv(rows: Iterable[Sequence[Cell]], *, name: str) -> HttpResponse:
    """Give rows as a file that a Dutch spreadsheet opens as columns."""
    return as_file(csv_lines(rows), name=f"{name}.csv", content_type="text/csv; charset=utf-8")
