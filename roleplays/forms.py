"""What a player sends."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from roleplays.models.runs import LONGEST_REFLECTION


class MoveForm(forms.Form):
    """A choice, and the place on the road where it was made."""

    choice = forms.CharField(
        max_length=40, error_messages={"required": _("Choose first what you say or do.")}
    )
    place = forms.IntegerField(min_value=0, max_value=1000)


class BackForm(forms.Form):
    """The place on the road from which to step back."""

    place = forms.IntegerField(min_value=0, max_value=1000)


class ReflectionForm(forms.Form):
    """What a player writes for themselves."""

    reflection = forms.CharField(
        required=False,
        max_length=LONGEST_REFLECTION,
        strip=True,
        label=_("Which sentence would you really say? Write it down."),
        help_text=_("Only you can read this."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
