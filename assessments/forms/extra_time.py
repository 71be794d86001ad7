"""Giving somebody extra time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import QuerySet

    from people.models import User

# Ten times as long is what WCAG 2.2 asks for at least (2.2.1).
PERCENTS = [
    (25, _("A quarter longer")),
    (50, _("One and a half times as long")),
    (100, _("Twice as long")),
    (900, _("Ten times as long")),
    (0, _("No extra time")),
]


class ExtraTimeForm(forms.Form):
    """Who gets how much longer, and until when; never why."""

    person: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        queryset=None,
        label=_("Who"),
        empty_label=_("Choose somebody"),
        error_messages={
            "required": _("Choose who gets extra time."),
            "invalid_choice": _("Choose somebody of your own group."),
        },
    )
    percent = forms.TypedChoiceField(label=_("How much longer"), choices=PERCENTS, coerce=int)
    until = forms.DateField(
        label=_("Until (you may leave this empty)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Fill in a date, for example 31-12-2027.")},
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
