"""Numbers for a spreadsheet at once, without a job: the same words as on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from core.rules.spreadsheet import csv_lines
from progression import api

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def all_numbers(numbers: api.Numbers) -> HttpResponse:
    """Every number with its day and its rule."""
    return as_csv("overdracht", *api.number_table(numbers))


def one_number(found: api.Explanation) -> HttpResponse:
    """The rows behind one number."""
    return as_csv(f"overdracht-{found.number.value}", found.columns, found.rows)


def as_csv(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """A file that a Dutch spreadsheet opens as columns."""
    response = HttpResponse(csv_lines([columns, *rows]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
