"""What comes along with the answer to a recall card."""

from __future__ import annotations

from django import forms


class StepForm(forms.Form):
    """Where the card stood when it was shown."""

    step = forms.IntegerField(min_value=0, max_value=100)
