"""Blocks whose value is no text: what a form sends becomes a number or a day before anybody compares it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks


class _ComparedAsValue:
    """Makes a form that nobody changed an unchanged form.

    Wagtail compares what is stored with what the browser sends before it cleans it, and "5" is not 5 there. Each approval
    in the editor would then keep one more version, of the reviewer, in which nothing is new.
    """

    field: Any

    def value_from_form(self, value: Any) -> Any:
        """Give the number or day that these words mean, or the words themselves when they mean none."""
        try:
            return self.field.to_python(value)
        except ValidationError:
            return value


class WholeNumberBlock(_ComparedAsValue, blocks.IntegerBlock):
    """A whole number."""


class DecimalNumberBlock(_ComparedAsValue, blocks.DecimalBlock):
    """A number with decimals."""


class DayBlock(_ComparedAsValue, blocks.DateBlock):
    """A day."""
