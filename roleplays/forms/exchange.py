"""Forms with which authors bring a scenario in and take one along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Municipality
from roleplays.api import FORMATS
from roleplays.api.exchange import EXTENSIONS

if TYPE_CHECKING:
    from collections.abc import Collection


class BringForm(forms.Form):
    """A file with a scenario, and whose it becomes."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Our own text (yaml), Twine (twee or tw) or Ink (json). At most 2 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{extension}" for extension in EXTENSIONS)}),
        error_messages={"required": _("Choose a file first."), "empty": _("There is nothing in this file.")},
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=_("Who is it for?"), required=False, empty_label=_("For everybody")
    )

    def __init__(self, *args: Any, ground: Collection[int | None], **options: Any) -> None:
        super().__init__(*args, **options)
        whose: Any = self.fields["municipality"]
        whose.queryset = Municipality.objects.filter(pk__in=[pk for pk in ground if pk is not None])
        if None not in ground:
            whose.required, whose.empty_label = True, None
        if len(ground) == 1:
            [self.initial["municipality"]] = ground
            whose.disabled = True


class TakeForm(forms.Form):
    """As what a scenario goes along."""

    form = forms.ChoiceField(label=_("Format"), choices=[(key, form.name) for key, form in FORMATS.items()])
