"""The level that a marker chooses for each criterion, for the first time and after a discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from assessments.forms.observing import TOO_LONG
from assessments.models import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assessments.rules.items import Criterion

PREFIX, NOTE = "criterion-", "note-"
NOW = '{}<span class="wks-visually-hidden"> {}</span>'


class MarkingForm(forms.Form):
    """A level for every criterion."""

    def __init__(self, *args: Any, criteria: tuple[Criterion, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        for criterion in criteria:
            self.fields[f"{PREFIX}{criterion.key}"] = _level(criterion)

    def levels(self) -> dict[str, int]:
        """What was chosen, by the keys of the criteria."""
        return {name.removeprefix(PREFIX): level for name, level in self.cleaned_data.items()}


class MarkAgainForm(forms.Form):
    """A level again for each criterion on which two markers lie far apart, and a word about it."""

    def __init__(self, *args: Any, criteria: Iterable[Criterion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = tuple(criteria)
        for criterion in self.asked:
            level = self.fields[f"{PREFIX}{criterion.key}"] = _level(criterion)
            # The criterion stands above it already; who cannot see that hears it again.
            level.label = format_html(NOW, _("What do you choose now?"), criterion.text)
            self.fields[f"{NOTE}{criterion.key}"] = forms.CharField(
                required=False,
                max_length=Mark._meta.get_field("note").max_length,
                label=_("What did you take from the discussion?"),
                error_messages={"max_length": TOO_LONG},
            )

    def levels(self) -> dict[str, int]:
        """What was chosen now, by the keys of the criteria."""
        return {each.key: self.cleaned_data[f"{PREFIX}{each.key}"] for each in self.asked}

    def notes(self) -> dict[str, str]:
        """What was written about it, by the keys of the criteria."""
        return {each.key: self.cleaned_data[f"{NOTE}{each.key}"] for each in self.asked}

    def fields_of(self, criterion: Criterion) -> tuple[forms.BoundField, forms.BoundField]:
        """The two fields of one criterion."""
        return self[f"{PREFIX}{criterion.key}"], self[f"{NOTE}{criterion.key}"]


def _level(criterion: Criterion) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=criterion.text,
        coerce=int,
        choices=list(enumerate(criterion.levels)),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a level.")},
    )


def marking_form(
    criteria: tuple[Criterion, ...],
    data: Any = None,
    *,
    draft: Mapping[str, Any],
    typed: Mapping[str, Any] | None = None,
) -> MarkingForm:
    """The form of a turn, with what was filled in before, or typed while nobody was signed in."""
    initial = {f"{PREFIX}{key}": level for key, level in draft.items()} | {**(typed or {})}
    return MarkingForm(data, initial=initial, criteria=criteria)


def draft_in(data: Mapping[str, str], criteria: tuple[Criterion, ...]) -> dict[str, int]:
    """As much of a form as was filled in."""
    found = {criterion.key: data.get(f"{PREFIX}{criterion.key}", "") for criterion in criteria}
    return {key: int(level) for key, level in found.items() if level.isdecimal() and len(level) == 1}
