"""What somebody says when answers are weighed again."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

SHORTEST, LONGEST = 10, 500


class RegradeForm(forms.Form):
    """The reason, and the version of which somebody saw the effect."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody whose result changes reads this, so say it in plain words."),
    )
