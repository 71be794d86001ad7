"""Planning a meeting: what, when, where, for whom, and who does what."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Team
from progression.choices import CoreTask
from trainings import api
from trainings.choices import MeetingKind, Method, Part
from trainings.models.meetings import LONGEST_ABOUT

if TYPE_CHECKING:
    from people.api import Standing
    from people.models import Municipality, User
    from trainings.models import Meeting

LARGEST_ROOM = 500
OLDEST = timedelta(days=366)
FURTHEST = timedelta(days=3 * 366)
NO_PART = ("", _("Is not there"))


class DateInput(forms.DateInput):
    """A date as browsers pick it."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class TimeInput(forms.TimeInput):
    """A time as browsers pick it."""

    input_type = "time"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%H:%M", **options)


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=TimeInput(),
        error_messages={
            "invalid": _("Give a time as hours and minutes, for example 09:30."),
            "required": _("Fill in a time."),
        },
    )


class MeetingForm(forms.Form):
    """A meeting, with a row per coach, trainer and lead for what they do at it."""

    kind = forms.ChoiceField(label=_("What is it?"))
    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        error_messages={"required": _("Give the meeting a title."), "max_length": _("Keep it shorter.")},
    )
    date = forms.DateField(
        label=_("Date"),
        widget=DateInput(),
        error_messages={
            "invalid": _("Give a date as day, month and year."),
            "required": _("Fill in a date."),
        },
    )
    begins = _time(_("Begins at"))
    ends = _time(_("Ends at"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    link = forms.URLField(
        label=_("Link, for a meeting online"),
        max_length=400,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Give a whole link, for example https://vergaderen.example.nl/wks.")},
    )
    team: forms.ModelChoiceField[Team] = forms.ModelChoiceField(
        queryset=None, label=_("For whom?"), required=False, empty_label=_("Everybody of the municipality")
    )
    capacity = forms.IntegerField(
        label=_("Places"),
        required=False,
        min_value=1,
        max_value=LARGEST_ROOM,
        help_text=_(
            "Leave this empty when there is room for everybody. After the last place a waiting list begins."
        ),
        error_messages={
            "min_value": _("There is at least one place."),
            "max_value": _("There are at most %(limit_value)s places."),
            "invalid": _("Give a whole number."),
        },
    )
    core_task = forms.ChoiceField(
        label=_("Core task"),
        required=False,
        choices=[("", _("None: this does not count for the takeover")), *CoreTask.choices],
    )
    method = forms.ChoiceField(
        label=_("Method of the peer consultation"),
        required=False,
        choices=[("", _("Choose on the spot")), *Method.choices],
    )
    about = forms.CharField(
        label=_("What is it about?"),
        required=False,
        max_length=LONGEST_ABOUT,
        help_text=_("This stands in people's calendars too. No names of residents."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("This text is too long. Keep it under %(limit_value)s characters.")},
    )

    def __init__(
        self, *args: Any, person: User, municipality: Municipality, standing: Standing, **options: Any
    ):
        super().__init__(*args, **options)
        kinds = api.kinds_to_plan(standing, municipality)
        held = self.initial.get("kind")
        self.fields["kind"].choices = [(k.value, k.label) for k in MeetingKind if k in kinds or k == held]  # type: ignore[attr-defined]
        self._for_teams(api.teams_to_plan_for(standing, municipality), municipality)
        self.leaders = list(api.people_who_lead(municipality, also=self.initial.get("parts", ())))
        for leader in self.leaders:
            self.fields[f"part_{leader.pk}"] = forms.ChoiceField(
                label=str(leader), required=False, choices=[NO_PART, *Part.choices]
            )
        if not self.is_bound and "parts" not in self.initial:
            self.initial[f"part_{person.pk}"] = Part.LEADS

    def _for_teams(self, teams: frozenset[int] | None, municipality: Municipality) -> None:
        field: Any = self.fields["team"]
        rows = Team.objects.filter(municipality=municipality)
        held = self.initial.get("team")
        if teams is not None:
            rows = rows.filter(pk__in=teams | ({held} if held else set()))
            field.required, field.empty_label = True, _("Choose your team")
        field.queryset = rows
        field.error_messages["required"] = _("Choose for which team it is.")

    @property
    def part_fields(self) -> list[forms.BoundField]:
        """What each coach, trainer and lead does."""
        return [self[f"part_{leader.pk}"] for leader in self.leaders]

    def clean(self) -> dict[str, Any]:
        """Put date and times together, in the time that the clocks show."""
        cleaned = super().clean() or self.cleaned_data
        date, begins, ends = (cleaned.get(name) for name in ("date", "begins", "ends"))
        if date is None or begins is None or ends is None:
            return cleaned
        for name, at in (("begins", begins), ("ends", ends)):
            try:
                cleaned[f"{name}_at"] = _on_the_clock(date, at)
            except ValidationError:
                self.add_error(name, _("The clock changes at this time. Choose another one."))
        self._check_year(cleaned.get("begins_at"))
        return cleaned

    def _check_year(self, begins_at: datetime | None) -> None:
        if begins_at is None:
            return
        now = timezone.now()
        if begins_at < now - OLDEST:
            self.add_error("date", _("This is more than a year ago. It would not count any more."))
        if begins_at > now + FURTHEST:
            self.add_error("date", _("This is more than three years from now. Look at the year."))

    def plan(self) -> api.Plan:
        """The meeting as it was filled in."""
        sent = self.cleaned_data
        return api.Plan(
            **{
                name: sent[name]
                for name in (
                    [
                        "kind",
                        "title",
                        "begins_at",
                        "ends_at",
                        "about",
                        "place",
                        "link",
                        "core_task",
                        "method",
                        "capacity",
                        "team",
                    ]
                )
            },
            parts={
                leader.pk: sent[f"part_{leader.pk}"] for leader in self.leaders if sent[f"part_{leader.pk}"]
            },
        )


def _on_the_clock(date: Any, at: time) -> datetime:
    return from_current_timezone(datetime.combine(date, at))


def initial_of(meeting: Meeting, parts: dict[int, str]) -> dict[str, Any]:
    """A meeting as the form shows it."""
    begins, ends = timezone.localtime(meeting.begins_at), timezone.localtime(meeting.ends_at)
    kept = ("kind", "title", "about", "place", "link", "core_task", "method", "capacity")
    return {
        **{name: getattr(meeting, name) for name in kept},
        "date": begins.date(),
        "begins": begins.time(),
        "ends": ends.time(),
        "team": meeting.team_id,
        "parts": parts,
        **{f"part_{person}": part for person, part in parts.items()},
    }
