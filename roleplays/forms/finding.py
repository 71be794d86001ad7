"""What somebody looks for among the conversations."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from casestudies.choices import Context
from roleplays.choices import PlayerRole


class FindingForm(forms.Form):
    """Which conversations somebody looks for."""

    player_role = forms.ChoiceField(
        required=False, label=_("Who you are"), choices=[("", _("All")), *PlayerRole.choices]
    )
    context = forms.ChoiceField(
        required=False, label=_("Field of work"), choices=[("", _("All")), *Context.choices]
    )
