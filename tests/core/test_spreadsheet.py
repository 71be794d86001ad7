"""Cells: Dutch, never a formula, and the same after they waited in the database."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.spreadsheet import csv_lines, harmless, kept, restored, written


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+31 6", "-20 dagen", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1+1", "\u00a0=1", "＝1+1", "\x00=1", "-", "--1",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_could_take_for_a_formula_is_text(text):
    assert harmless(text).startswith("'")


@pytest.mark.parametrize("text", ["", "KT2", "-0,40", "51,5%", "-3", "1.250,50", "Els – de Vries", "a=b"])
def test_all_other_words_and_numbers_stay_as_they_are(text):
    assert harmless(text) == text


@given(st.text())
def test_no_text_at_all_begins_like_a_formula(text):
    shown = harmless(text).lstrip()
    is_number = shown[1:2].isdigit() and shown.startswith("-")
    assert is_number or not shown.startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (7, "7"),
        (Decimal("2.50"), "2,50"),
        (Decimal("-0.4"), "-0,4"),
        (date(2026, 3, 2), "02-03-2026"),
        (datetime(2026, 3, 2, 9, 5), "02-03-2026 09:05"),  # noqa: DTZ001 - a spreadsheet knows no zones
        ("=1", "'=1"),
    ],
)
def test_a_cell_reads_as_dutch(cell, text):
    assert written(cell) == text


cells = st.one_of(
    st.none(), st.integers(), st.text(), st.dates(), st.datetimes(), st.decimals(allow_nan=False)
)


@given(cells)
def test_a_cell_that_waited_is_the_same(cell):
    assert restored(json.loads(json.dumps(kept(cell)))) == cell


def test_a_text_file_opens_as_columns():
    text = "".join(csv_lines([("Naam", "Uren"), ("Jansen; Piet", Decimal("1.5")), ('De "baas"', None)]))
    assert text.startswith("\ufeffNaam;Uren\r\n")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert rows[1:] == [["Jansen; Piet", "1,5"], ['De "baas"', ""]]
