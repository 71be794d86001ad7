"""Numbers for a spreadsheet at once, without a job: the same words as on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.files import as_csv
from progression import api

if TYPE_CHECKING:
    from django.http import HttpResponse


def all_numbers(numbers: api.Numbers) -> HttpResponse:
    """Every number with its day and its rule."""
    columns, rows = api.number_table(numbers)
    return as_csv([columns, *rows], name="overdracht")


def one_number(found: api.Explanation) -> HttpResponse:
    """The rows behind one number."""
    return as_csv([found.columns, *found.rows], name=f"overdracht-{found.number.value}")
