"""A rising number with each change, so that what arrives late never overwrites what is newer."""

from __future__ import annotations

import time

from django import forms

MOST_AHEAD = 5_000  # milliseconds that a device's clock may run ahead of ours


class SequenceMixin(forms.Form):
    """A rising number per device, so that a late request never overwrites a newer answer."""

    sequence = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def clean_sequence(self) -> int:
        """The number that came along; without scripts, and for a clock that runs ahead, our own."""
        now = time.time_ns() // 1_000_000
        sent = self.cleaned_data.get("sequence")
        return min(sent, now + MOST_AHEAD) if sent else now
