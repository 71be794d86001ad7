"""What stands on an observer's phone: the empty form, and the numbers of who and what it may be about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import date as written
from django.utils.translation import gettext_lazy as _

from assessments import api
from assessments.api import phone
from assessments.choices import ObservedRole
from assessments.forms.observing import level_field, text
from assessments.forms.start_observing import DateInput, StartForm
from assessments.models.phone import MOST_SEATS

if TYPE_CHECKING:
    from collections.abc import Collection

    from assessments.models import ObservationRater, RubricVersion
    from assessments.rules.rubrics import Rubric, RubricCriterion
    from people.models import Municipality, User


class WaitingForms(forms.ModelMultipleChoiceField):
    """Forms that wait on the platform, by who they are about, what for and when."""

    def label_from_instance(self, row: ObservationRater) -> str:
        """One of them."""
        seen = row.observation
        return f"{seen.candidate} · {seen.activity} · {written(seen.occurred_on, 'j F Y')}"


class RosterForm(forms.Form):
    """Whom somebody observes and which forms they take along: at most twelve, so that a number can be remembered."""

    waiting = WaitingForms(
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Which forms that wait for you do you take along?"),
        help_text=_("Who it is about, what for and when are known already. You only fill in what you see."),
    )
    candidates: forms.ModelMultipleChoiceField[User] = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Who takes part?"),
        help_text=_("For each person a new observation."),
    )

    def __init__(self, *args: Any, person: User, municipality: Municipality, **options: Any) -> None:
        super().__init__(*args, **options)
        waiting = phone.forms_that_wait(person, municipality)
        self.fields["candidates"].queryset = api.candidates_for(person, municipality)  # type: ignore[attr-defined]
        self.fields["waiting"].queryset = waiting  # type: ignore[attr-defined]
        if not waiting.exists():
            del self.fields["waiting"]

    def clean(self) -> dict[str, Any]:
        """Refuse nobody at all, and a group that is too large for the form."""
        cleaned = {"waiting": [], "candidates": [], **(super().clean() or self.cleaned_data)}
        number = len(cleaned["waiting"]) + len(cleaned["candidates"])
        if not number and not self.errors:
            self.add_error("candidates", _("Choose at least one person."))
        if number > MOST_SEATS:
            too_many = ValidationError(_("Choose at most %(most)s people."), params={"most": MOST_SEATS})
            self.add_error("candidates", too_many)
        return cleaned


class EmptyForm(forms.Form):
    """The form as a phone keeps it: empty, the same for everybody, and numbers instead of names."""

    use_required_attribute = False
    seat = forms.ChoiceField(
        label=_("Who do you observe?"),
        choices=[("", _("Choose a number")), *((n, n) for n in range(1, MOST_SEATS + 1))],
        widget=forms.Select(attrs={"disabled": True}),  # until the phone knows its group
        help_text=_("Only numbers stand here, no names. Your list of names stays on the platform."),
    )
    version = forms.ChoiceField(label=_("With which rubric?"))
    role = forms.ChoiceField(label=_("In which role?"))
    activity = StartForm.base_fields["activity"]
    core_task = StartForm.base_fields["core_task"]
    occurred_on = forms.DateField(label=_("When?"), widget=DateInput())
    purpose = StartForm.base_fields["purpose"]
    note = text(_("New note"), required=False)
    knock_out = forms.BooleanField(
        required=False, label=_("There was a serious failure about safety or rights")
    )
    motivation = text(_("What happened?"), required=False, rows=2)
    strength = text(_("One thing to hold on to"), required=False, rows=2)
    intention = text(_("One thing to practise"), required=False, rows=2)

    def __init__(self, *args: Any, versions: Collection[RubricVersion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["version"].choices = [(version.pk, version.rubric) for version in versions]  # type: ignore[attr-defined]
        self.rubrics = [EmptyLevels(version, prefix=version.rubric.code) for version in versions]
        somewhere = {role for levels in self.rubrics for role in levels.rubric.weights}
        roles = [(role.value, role.label) for role in ObservedRole if role.value in somewhere]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]


class EmptyLevels(forms.Form):
    """The levels of one rubric, for a form that knows several."""

    use_required_attribute = False

    def __init__(self, version: RubricVersion, **options: Any) -> None:
        super().__init__(**options)
        self.version = version
        self.rubric: Rubric = version.as_rule()
        for criterion in self.rubric.criteria:
            self.fields[criterion.code] = level_field(criterion)

    def criteria(self) -> list[tuple[RubricCriterion, forms.BoundField]]:
        """Each criterion with its field."""
        return [(criterion, self[criterion.code]) for criterion in self.rubric.criteria]
