"""The level that a marker chooses for each criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.rules.items import Criterion

PREFIX = "criterion-"


class MarkingForm(forms.Form):
    """A level for every criterion."""

    def __init__(self, *args: Any, criteria: tuple[Criterion, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        for criterion in criteria:
            self.fields[f"{PREFIX}{criterion.key}"] = forms.TypedChoiceField(
                label=criterion.text,
                coerce=int,
                choices=list(enumerate(criterion.levels)),
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose a level.")},
            )

    def levels(self) -> dict[str, int]:
        """What was chosen, by the keys of the criteria."""
        return {name.removeprefix(PREFIX): level for name, level in self.cleaned_data.items()}


def marking_form(
    criteria: tuple[Criterion, ...], data: Any = None, *, draft: Mapping[str, Any]
) -> MarkingForm:
    """The form of a turn, with what was filled in before."""
    initial = {f"{PREFIX}{key}": level for key, level in draft.items()}
    return MarkingForm(data, initial=initial, criteria=criteria)


def draft_in(data: Mapping[str, str], criteria: tuple[Criterion, ...]) -> dict[str, int]:
    """As much of a form as was filled in."""
    found = {criterion.key: data.get(f"{PREFIX}{criterion.key}", "") for criterion in criteria}
    return {key: int(level) for key, level in found.items() if level.isdecimal() and len(level) == 1}
