"""How somebody begins to observe: who, as what, when, what for, and in which role-play."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments import api
from assessments.choices import PURPOSES_TO_CHOOSE, ObservationPurpose, ObservedRole, RaterRelation
from assessments.forms.observing import TOO_LONG
from assessments.selectors.upstairs import activities_to_observe
from people.choices import Role
from progression.choices import CoreTask

if TYPE_CHECKING:
    from datetime import date

    from assessments.models import RubricVersion
    from people.api import Standing
    from people.models import Municipality, User

OLDEST = 365  # days
NOT_FOR_THIS_ROLE = _("This rubric is not for this role.")


class DateInput(forms.DateInput):
    """A date as browsers pick it."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class StartForm(forms.Form):
    """Who is observed, as what, when and what for."""

    candidate: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        queryset=None, label=_("Who do you observe?"), empty_label=_("Choose somebody")
    )
    role = forms.ChoiceField(
        choices=ObservedRole.choices,
        label=_("In which role?"),
        help_text=_("The role decides how heavily each criterion weighs."),
    )
    scenario = forms.ChoiceField(
        required=False,
        label=_("Is it one of these role-plays?"),
        help_text=_("Then what to look for in it stands on the form."),
    )
    activity = forms.CharField(
        max_length=200,
        label=_("What do you observe?"),
        help_text=_("For example: practice conversation about the playground. No names of residents."),
        error_messages={"max_length": TOO_LONG},
    )
    core_task = forms.ChoiceField(
        required=False,
        choices=[("", _("Not for one core task")), *CoreTask.choices],
        label=_("For which core task?"),
        help_text=_("Then it counts for the stage in this core task."),
    )
    occurred_on = forms.DateField(
        label=_("When?"),
        widget=DateInput(),
        error_messages={"invalid": _("Give a date as day, month and year.")},
    )
    purpose = forms.ChoiceField(
        choices=PURPOSES_TO_CHOOSE,
        initial=ObservationPurpose.PRACTICE,
        widget=forms.RadioSelect,
        label=_("What is it for?"),
    )
    version = forms.TypedChoiceField(coerce=int, label=_("With which rubric?"))
    relation = forms.ChoiceField(choices=RaterRelation.choices, label=_("How do you know this person?"))
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(
        self, *args: Any, person: User, municipality: Municipality, standing: Standing, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.versions = {version.pk: version for version in api.rubrics_in_use()}
        self.fields["candidate"].queryset = api.candidates_for(person, municipality)  # type: ignore[attr-defined]
        self.fields["version"].choices = [(pk, str(row.rubric)) for pk, row in self.versions.items()]  # type: ignore[attr-defined]
        self.activities = {each.code: each for each in activities_to_observe(municipality)}
        named = [(code, f"{code} {each.title}") for code, each in self.activities.items()]
        self.fields["scenario"].choices = [("", _("No, something else")), *named]  # type: ignore[attr-defined]
        is_trainer = standing.has(Role.TRAINER, municipality.pk)
        self.fields["relation"].initial = RaterRelation.OWN_TRAINER if is_trainer else RaterRelation.OWN_COACH
        self.fields["occurred_on"].initial = timezone.localdate()

    def clean_occurred_on(self) -> date:
        """Refuse a day that has not come yet, and one of more than a year ago."""
        day: date = self.cleaned_data["occurred_on"]
        ago = (timezone.localdate() - day).days
        if ago < 0:
            raise forms.ValidationError(_("This day has not come yet."))
        if ago > OLDEST:
            raise forms.ValidationError(_("This is more than a year ago. It would not count any more."))
        return day

    def clean(self) -> dict[str, Any]:
        """Keep to the roles that the rubric has weights for."""
        cleaned = super().clean() or self.cleaned_data
        version, role = self.versions.get(cleaned.get("version", 0)), cleaned.get("role")
        if version is not None and role and role not in version.as_rule().weights:
            self.add_error("role", NOT_FOR_THIS_ROLE)
        return cleaned

    def start(self) -> api.Start:
        """What to begin with."""
        filled = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        version: RubricVersion = self.versions[filled.pop("version")]
        activity = self.activities.get(filled.pop("scenario"))
        return api.Start(version=version, look_fors=activity.look_fors if activity else (), **filled)
