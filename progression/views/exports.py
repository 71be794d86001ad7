"""Numbers for a spreadsheet: the same words as on the page, and nothing that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from progression import api
from progression.choices import Number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def all_numbers(numbers: api.Numbers) -> HttpResponse:
    """Every number with its day and its rule."""
    day = numbers.picture.today.isoformat()
    rows = [(str(each.label), api.value_of(numbers, each), day, each.rule) for each in Number]
    return as_csv("overdracht", (_("Number"), _("Value"), _("Counted on"), _("How it is counted")), rows)


def one_number(found: api.Explanation) -> HttpResponse:
    """The rows behind one number."""
    return as_csv(f"overdracht-{found.number.value}", found.columns, found.rows)


def as_csv(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """A file that a Dutch spreadsheet opens as columns."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.write("\ufeff")  # or a spreadsheet takes the letters for another alphabet
    writer = csv.writer(response, delimiter=";")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return response


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula; a number below zero stays a number."""
    if not text.startswith(FORMULAS) or _is_number(text):
        return text
    return f"'{text}"


def _is_number(text: str) -> bool:
    bare = text.removeprefix("-").replace(".", "").replace(",", "").rstrip("%")
    return bare.isdigit() and bare.isascii()
