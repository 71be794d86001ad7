"""A word from the writer about each thing that looks like a personal detail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.choices import WhyHarmless

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assessments.selectors.anonymity import Doubt

PREFIX = "why-"


class DoubtsForm(forms.Form):
    """Per doubt: the text will change, or the reason why this is no personal detail."""

    def __init__(self, data: Any, *, doubts: Collection[Doubt]) -> None:
        super().__init__(data)
        for doubt in doubts:
            kind = doubt.finding.kind
            self.fields[f"{PREFIX}{doubt.mark}"] = forms.ChoiceField(
                required=False,
                label=_("“%(words)s” (%(kind)s)") % {"words": doubt.finding.words, "kind": kind.label},
                help_text=kind.sentence,
                choices=[("", _("I take it out of my text")), *WhyHarmless.choices],
            )


def reasons_in(data: Mapping[str, str]) -> dict[str, WhyHarmless]:
    """What somebody said about doubts, by their marks; anything else is left out."""
    return {
        name.removeprefix(PREFIX): WhyHarmless(value)
        for name, value in data.items()
        if name.startswith(PREFIX) and value in WhyHarmless.values
    }
