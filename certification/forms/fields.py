"""Fields that several forms use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.models.proeve import LONGEST_TEXT

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class DateInput(forms.DateInput):
    """A date as browsers pick it."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class TimeInput(forms.TimeInput):
    """A time as browsers pick it."""

    input_type = "time"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%H:%M", **options)


def text(label: Any, *, required: StrOrPromise = "", help_text: Any = "", rows: int = 4) -> forms.CharField:
    """A few lines; `required` is what to say when it is empty."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(required),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required, "max_length": _("Keep it shorter.")},
    )


def date(label: Any, *, required: StrOrPromise = "", help_text: Any = "") -> forms.DateField:
    """A day; `required` is what to say when it is empty."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=bool(required),
        widget=DateInput(),
        error_messages={"required": required, "invalid": _("Give a date as day, month and year.")},
    )


def line(label: Any, *, required: Any, help_text: Any = "") -> forms.CharField:
    """One line."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=200,
        error_messages={"required": required, "max_length": _("Keep it shorter.")},
    )
