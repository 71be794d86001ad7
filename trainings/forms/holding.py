"""Afterwards: who was there, for how long it was, and the three questions."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.api import people_in
from trainings.api import There
from trainings.choices import Experience, Presence, Problem, Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from people.models import User
    from trainings.api import AtMeeting

LONGEST_REASON = 300
UNKNOWN = ("", _("Not filled in"))


class AttendanceForm(forms.Form):
    """A row per person: there, for a part, or not."""

    def __init__(self, *args: Any, at: AtMeeting, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = list(_people(at))
        known = at.attendances
        for person in self.people:
            row = known.get(person.pk)
            self.fields[f"presence_{person.pk}"] = forms.ChoiceField(
                label=str(person),
                required=False,
                choices=[UNKNOWN, *Presence.choices],
                initial=row.presence if row else "",
            )
            self.fields[f"minutes_{person.pk}"] = forms.IntegerField(
                label=_("Minutes of %(person)s") % {"person": person},
                required=False,
                initial=row.minutes if row else None,
                error_messages={"invalid": _("Give a whole number of minutes.")},
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    @property
    def rows(self) -> list[tuple[User, forms.BoundField, forms.BoundField]]:
        """Each person with both fields."""
        return [(p, self[f"presence_{p.pk}"], self[f"minutes_{p.pk}"]) for p in self.people]

    def there(self) -> dict[int, There]:
        """Who was there, as far as it was filled in."""
        sent = self.cleaned_data
        return {
            person.pk: There(Presence(sent[f"presence_{person.pk}"]), sent[f"minutes_{person.pk}"])
            for person in self.people
            if sent[f"presence_{person.pk}"]
        }


class CorrectAttendanceForm(AttendanceForm):
    """The same for a meeting that counts already, with why it is told otherwise."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"] = forms.CharField(
            label=_("Why?"),
            max_length=LONGEST_REASON,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={
                "required": Problem.NO_REASON.label,
                "max_length": _("This text is too long. Keep it under %(limit_value)s characters."),
            },
        )


def _people(at: AtMeeting) -> Iterator[User]:
    """Who came, who waited, who was noted before, and the invited team; without who does something else."""
    doing = {role.person_id for role in at.roles}
    team = people_in(at.meeting.municipality, team=at.meeting.team) if at.meeting.team else ()
    found: dict[int, User] = {}
    for person in (
        *(sign_up.person for sign_up in at.sign_ups),
        *(row.person for row in at.attendances.values()),
        *team,
    ):
        if person.pk not in doing and person.pk not in found:
            found[person.pk] = person
            yield person


class ConfirmForm(forms.Form):
    """For how long it was."""

    hours = forms.DecimalField(
        label=_("Hours, without breaks"),
        max_digits=5,
        decimal_places=2,
        localize=True,
        error_messages={
            "required": _("Fill in the hours."),
            "invalid": _("Give the hours as a number, for example 2,5."),
            "max_digits": _("Give the hours as a number, for example 2,5."),
            "max_decimal_places": _("Give the hours as a number, for example 2,5."),
            "max_whole_digits": _("Give the hours as a number, for example 2,5."),
        },
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    def hours_given(self) -> Decimal:
        """The hours."""
        return Decimal(self.cleaned_data["hours"])


class LookBackForm(forms.Form):
    """Three sentences, and how far each holds."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for question in Question:
            self.fields[question.value] = forms.TypedChoiceField(
                label=question.label,
                coerce=int,
                choices=Experience.choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose an answer."), "invalid_choice": _("Choose an answer.")},
            )

    def answers(self) -> dict[Question, Experience]:
        """What was answered."""
        return {question: Experience(self.cleaned_data[question.value]) for question in Question}
