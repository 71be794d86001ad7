"""With whom somebody shares something of their own."""

from __future__ import annotations

from django import forms

from assessments.choices import Audience


class ShareForm(forms.Form):
    """An audience, and whether it may read from now on or no longer."""

    audience = forms.ChoiceField(choices=Audience.choices)
    withdraw = forms.BooleanField(required=False)
