"""What people write when they go back to an earlier phase, or take a signature back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 500


class ReasonForm(forms.Form):
    """Why something is taken back; whether it has to be given is up to what is done with it."""

    reason = forms.CharField(
        max_length=LONGEST,
        required=False,
        error_messages={
            "max_length": _("This text is too long. Keep it under %(limit_value)s characters."),
            "null_characters_not_allowed": _("There is a character in the text that nobody can read."),
        },
    )

    @property
    def problem(self) -> str:
        """What is wrong with it, in one sentence."""
        return str(self.errors["reason"][0]) if self.errors else ""
