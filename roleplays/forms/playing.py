"""What a player sends."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from roleplays.api import Planned, Seen, observable_in
from roleplays.choices import Command, EventKind, Seat
from roleplays.models import Participant
from roleplays.models.runs import LONGEST_REFLECTION

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from people.models import Team
    from roleplays.models import LiveSession
    from trainings.models import Meeting


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


class PlanForm(forms.Form):
    """When a group plays, and who is invited: at a meeting, or on a day of its own."""

    meeting: forms.ModelChoiceField[Meeting] = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("At a meeting?"),
        empty_label=_("No, at a moment of its own"),
        help_text=_("Then the day, the time and the team follow from the meeting."),
    )
    date = forms.DateField(
        required=False,
        label=_("Date"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Give a date as day, month and year.")},
    )
    time = forms.TimeField(
        required=False,
        label=_("Begins at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Give a time as hours and minutes, for example 09:30.")},
    )
    team: forms.ModelChoiceField[Team] = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("For which team?"),
        empty_label=_("Nobody in particular: whoever has the code"),
        help_text=_("The team sees the session at Practise together, and joins without a code."),
    )

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], teams: QuerySet[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]
        self.fields["meeting"].label_from_instance = _name_of_meeting  # type: ignore[attr-defined]
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]

    @staticmethod
    def beginning(session: LiveSession) -> dict[str, Any]:
        """What the form shows of a session that was planned."""
        begins_at = timezone.localtime(session.begins_at)
        return {
            "meeting": session.meeting_id,
            "date": begins_at.date(),
            "time": begins_at.time(),
            "team": session.team_id,
        }

    def clean(self) -> dict[str, Any]:
        """Ask for a day and a time that are still to come, unless there is a meeting."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("meeting"):
            return cleaned
        for name, words in (("date", _("Fill in a date.")), ("time", _("Fill in a time."))):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words)
        begins_at = self._begins_at()
        if begins_at is not None and begins_at < timezone.now():
            self.add_error(
                "date", _("This moment is over. Open the session at once, or choose another moment.")
            )
        return cleaned

    def planned(self) -> Planned:
        """When and for whom."""
        meeting = self.cleaned_data["meeting"]
        if meeting is not None:
            return Planned(meeting.begins_at, self.cleaned_data["team"] or meeting.team, meeting)
        return Planned(self._begins_at(), self.cleaned_data["team"])

    def _begins_at(self) -> datetime | None:
        day, moment = self.cleaned_data.get("date"), self.cleaned_data.get("time")
        return timezone.make_aware(datetime.combine(day, moment)) if day and moment else None


def _name_of_meeting(meeting: Meeting) -> str:
    begins = date_format(timezone.localtime(meeting.begins_at), "j F, H.i")
    return f"{meeting.title} ({begins})"


class ObserveForm(forms.Form):
    """Somebody at the table who can be observed."""

    participant: forms.ModelChoiceField = forms.ModelChoiceField(queryset=Participant.objects.none())

    def __init__(self, *args: Any, session: LiveSession, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["participant"].queryset = observable_in(session)  # type: ignore[attr-defined]


class CommandForm(forms.Form):
    """What who leads wants to happen."""

    command = forms.ChoiceField(choices=Command.choices)
    minutes = forms.IntegerField(required=False, min_value=0, max_value=120)
    client_key = forms.UUIDField(required=False)


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
