"""What somebody looks for in the list of cases."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casestudies.choices import Context, Domain, Length, Pitfall, WksRole
from casestudies.selectors.lists import Wanted

LONGEST_SEARCH = 100
WHATEVER = ("", _("All"))


def _choice(label: Any, words: Any) -> forms.ChoiceField:
    return forms.ChoiceField(required=False, label=label, choices=[WHATEVER, *words.choices])


class FindingForm(forms.Form):
    """Words and filters; Dutch names, because they stand in the address."""

    q = forms.CharField(required=False, max_length=LONGEST_SEARCH, label=_("Search in cases"))
    soort = _choice(_("Domain"), Domain)
    werkveld = _choice(_("Field of work"), Context)
    valkuil = _choice(_("Pitfall"), Pitfall)
    rol = _choice(_("Role"), WksRole)
    duur = _choice(_("Length"), Length)

    def wanted(self) -> Wanted:
        """What is looked for; a filter that does not exist is left out, and the form says so."""
        asked = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return Wanted(
            words=asked.get("q", ""),
            domain=asked.get("soort", ""),
            context=asked.get("werkveld", ""),
            pitfall=asked.get("valkuil", ""),
            role=asked.get("rol", ""),
            length=asked.get("duur", ""),
        )
