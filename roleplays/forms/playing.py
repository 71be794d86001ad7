"""What a player sends."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roleplays.api import Seen
from roleplays.choices import Command, EventKind, Seat
from roleplays.models import Participant
from roleplays.models.runs import LONGEST_REFLECTION

if TYPE_CHECKING:
    from roleplays.models import LiveSession


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


class JoinForm(forms.Form):
    """A code as somebody typed it."""

    code = forms.CharField(
        max_length=20,
        label=_("Code"),
        help_text=_("Six letters and digits, on the screen of who leads."),
        error_messages={"required": _("Fill in the code.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class CommandForm(forms.Form):
    """What who leads wants to happen."""

    command = forms.ChoiceField(choices=Command.choices)
    minutes = forms.IntegerField(required=False, min_value=0, max_value=120)


class SeatForm(forms.Form):
    """Somebody at the table and a role."""

    participant: forms.ModelChoiceField = forms.ModelChoiceField(queryset=Participant.objects.none())
    seat = forms.ChoiceField(choices=Seat.choices)

    def __init__(self, *args: Any, session: LiveSession, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["participant"].queryset = session.participants.filter(left_at=None)  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """What somebody saw."""

    text = forms.CharField(
        max_length=500,
        label=_("What do you see or hear?"),
        help_text=_("Write down what is said and done, not what you think of it. No names of residents."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    kind = forms.ChoiceField(
        choices=[(kind.value, kind.label) for kind in (EventKind.NOTE, EventKind.LOOK_FOR)], required=False
    )
    seat = forms.ChoiceField(
        choices=[("", _("About nobody in particular")), *Seat.choices],
        required=False,
        label=_("About which role?"),
    )
    client_key = forms.UUIDField(required=False)

    def seen(self) -> Seen:
        """The note as the timeline keeps it."""
        sent = self.cleaned_data
        return Seen(
            kind=sent["kind"] or EventKind.NOTE,
            text=sent["text"],
            seat=sent["seat"],
            client_key=sent["client_key"] or uuid.uuid4(),
        )


class WalksForm(forms.Form):
    """Which version and which group somebody looks at; Dutch names, because they stand in the address."""

    versie = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    groep = forms.IntegerField(required=False, min_value=1, max_value=1000)
