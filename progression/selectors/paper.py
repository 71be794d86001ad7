"""The quarterly report on paper: PDF/UA, written with Typst, with the same numbers as the page and no names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from progression.choices import CoreTask, Number
from progression.selectors.dates import three_dates
from progression.selectors.explaining import value_of
from progression.selectors.words import assumption, board_sentences, day, percent

if TYPE_CHECKING:
    from progression.selectors.numbers import Month, Numbers

LAYOUT = Path(__file__).resolve().parents[1] / "templates" / "progression" / "takeover" / "report.typ"


def report_of(numbers: Numbers) -> bytes:
    """The report as an accessible PDF."""
    made = typst.compile(
        str(LAYOUT),
        format="pdf",
        ignore_system_fonts=True,  # the same on every machine
        sys_inputs={"words": json.dumps(words_of(numbers))},
        pdf_standards=["ua-1"],
    )
    return bytes(made)


def words_of(numbers: Numbers) -> dict[str, object]:
    """Everything that stands on the paper."""
    picture = numbers.picture
    about = {"municipality": picture.municipality, "day": day(picture.today), "since": day(picture.first_day)}
    return {
        "language": get_language() or "nl",
        "title": _("Takeover: report for management and council"),
        "municipality": str(picture.municipality),
        "about": _("%(municipality)s, counted on %(day)s. The window begins on %(since)s.") % about,
        "phase": picture.takeover.get_phase_display(),
        "sentences": board_sentences(numbers),
        "assumption": assumption(numbers),
        "parts": [_numbers(numbers), _dates(numbers), _coverage(numbers), _months(numbers)],
        "rules_heading": _("How it is counted"),
        "rules": [[str(each.label), each.rule] for each in Number],
    }


def _numbers(numbers: Numbers) -> dict[str, object]:
    return {
        "heading": _("Numbers"),
        "head": [_("Number that is counted"), _("Value")],
        "rows": [[str(each.label), value_of(numbers, each)] for each in Number],
    }


def _dates(numbers: Numbers) -> dict[str, object]:
    return {
        "heading": _("Three dates"),
        "head": [_("How it is known"), _("What it rests on"), _("Date")],
        "wide": 1,
        "rows": [[each.name, " ".join(each.because), each.on] for each in three_dates(numbers)],
    }


def _coverage(numbers: Numbers) -> dict[str, object]:
    return {
        "heading": _("Core tasks"),
        "head": [_("Core task"), _("Independent coaches"), _("Needed")],
        "rows": [
            [f"{each.core_task} {CoreTask(each.core_task).label}", str(each.have), str(each.need)]
            for each in numbers.supplies
        ],
    }


def _months(numbers: Numbers) -> dict[str, object]:
    return {
        "heading": _("Shares per month"),
        "head": [_("Month"), _("Without a trainer"), _("Weighted")],
        "rows": [[_month(each), percent(each.strict), percent(each.weighted)] for each in numbers.months],
    }


def _month(month: Month) -> str:
    name = f"{month.month:%m-%Y}"
    return _("%(month)s (corrected later)") % {"month": name} if month.is_corrected_since else name
