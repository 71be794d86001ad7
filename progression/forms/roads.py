"""What a candidate, a trainer and a signer fill in about a stage."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import User
from progression.choices import Capacity, CoreTask, EvidenceKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from people.models import Municipality
    from progression.selectors.roads import Road

LONGEST = 2000
TOO_LONG = _("This text is too long. Keep it under %(limit_value)s characters.")
ALL_OF_IT = ("", _("Everything together"))


def words(label: Any, *, empty: Any, **options: Any) -> forms.CharField:
    """A field for some sentences."""
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": empty, "max_length": TOO_LONG},
        **options,
    )


class DateInput(forms.DateInput):
    """A date as browsers pick it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AgreeForm(forms.Form):
    """How a candidate looks at themselves."""

    self_assessment = words(
        _("How far are you, in your own words?"),
        empty=_("Write in a few sentences how far you think you are."),
        help_text=_("What goes well, and what do you still find hard? Who signs reads this."),
    )


class ConfirmForm(forms.Form):
    """What somebody confirms that a candidate showed, and when."""

    evidence = forms.ChoiceField(
        label=_("What do you confirm?"), error_messages={"required": _("Choose what you confirm.")}
    )
    occurred_on = forms.DateField(
        label=_("When was it?"),
        widget=DateInput(),
        error_messages={
            "required": _("Give the date on which it was."),
            "invalid": _("Give a date as day, month and year."),
        },
    )

    def __init__(self, *args: Any, kinds: Iterable[EvidenceKind], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["evidence"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["occurred_on"].initial = timezone.localdate()

    def clean_occurred_on(self) -> date:
        """Refuse a day that has not come yet."""
        day: date = self.cleaned_data["occurred_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def said(self) -> dict[str, Any]:
        """What is confirmed, and at which moment."""
        day = self.cleaned_data["occurred_on"]
        noon = datetime.combine(day, time(12), timezone.get_current_timezone())
        return {
            "kind": EvidenceKind(self.cleaned_data["evidence"]),
            "occurred_at": min(noon, timezone.now()),
        }


class SignForm(forms.Form):
    """As what somebody signs."""

    capacity = forms.ChoiceField(
        label=_("You sign as"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose as what you sign.")},
    )

    def __init__(self, *args: Any, capacities: Iterable[Capacity], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(each.value, each.label) for each in capacities]
        self.fields["capacity"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["capacity"].initial = choices[0][0]


class RefuseForm(forms.Form):
    """What is sent back, and why."""

    fact = forms.ChoiceField(label=_("What do you send back?"), required=False)
    reason = words(
        _("Why?"),
        empty=_("Write why you send this back. The candidate reads it."),
        help_text=_("The candidate reads this, and can object once."),
    )

    def __init__(self, *args: Any, road: Road, **options: Any) -> None:
        super().__init__(*args, **options)
        facts = {
            fact.key: f"{line.label}: {title or line.label} ({fact.on:%d-%m-%Y})"
            for line in road.lines
            for fact, title in line.facts
        }
        together = [ALL_OF_IT] if road.trajectory.agreed_on else []
        self.fields["fact"].choices = [*together, *facts.items()]  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    """Why somebody objects."""

    words = words(_("Why do you not agree?"), empty=_("Write why you do not agree."))


class AnswerForm(forms.Form):
    """What becomes of an objection."""

    stands = forms.TypedChoiceField(
        label=_("Does the evidence count?"),
        choices=[("no", _("Yes, it counts again")), ("yes", _("No, it stays sent back"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the evidence counts.")},
    )
    words = words(_("Why?"), empty=_("Write why you decide this. The candidate reads it."))


class ReasonForm(forms.Form):
    """Why a signature is taken back."""

    reason = words(
        _("Why do you take your signature back?"), empty=_("Write why you take your signature back.")
    )


class StepBackForm(forms.Form):
    """Why a coach leads with supervision again, and how that is repaired."""

    reason = words(_("Why?"), empty=_("Write why this is needed. The coach reads it."))
    repair_plan = words(
        _("How do you repair this together?"),
        empty=_("Write what you do together to get back to S4."),
    )


class PauseForm(forms.Form):
    """Nothing: nobody is asked why."""


class NewDateForm(forms.Form):
    """By when somebody would be in the next stage, as it was agreed."""

    on = forms.DateField(
        label=_("New target date"),
        widget=DateInput(),
        error_messages={
            "required": _("Give the date that you agreed on."),
            "invalid": _("Give a date as day, month and year."),
        },
    )


class StopForm(forms.Form):
    """Nothing: nobody is asked why."""


class GuideForm(forms.Form):
    """Which coach guides a candidate too."""

    guide = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label=_("Which coach?"),
        empty_label=_("Choose somebody"),
        error_messages={"required": _("Choose a coach."), "invalid_choice": _("Choose a coach.")},
    )

    def __init__(self, *args: Any, coaches: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["guide"].queryset = coaches  # type: ignore[attr-defined]


class PutForwardForm(forms.Form):
    """Whose road begins, and in which core task."""

    candidate = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label=_("Which coach?"),
        empty_label=_("Choose somebody"),
        error_messages={"required": _("Choose a coach.")},
    )
    core_task = forms.ChoiceField(label=_("Which core task?"), choices=CoreTask.choices)

    def __init__(self, *args: Any, municipality: Municipality, coaches: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.municipality = municipality
        self.fields["candidate"].queryset = coaches  # type: ignore[attr-defined]


class DepartureForm(forms.Form):
    """Who leaves, and who takes over the candidates they train."""

    person = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label=_("Who leaves?"),
        empty_label=_("Choose somebody"),
        error_messages={"required": _("Choose who leaves.")},
    )
    successor = forms.ModelChoiceField(
        queryset=User.objects.none(),
        required=False,
        label=_("Who takes over their candidates?"),
        help_text=_("Only needed for a trainer with candidates."),
        empty_label=_("Nobody"),
    )

    def __init__(self, *args: Any, people: Any, trainers: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["successor"].queryset = trainers  # type: ignore[attr-defined]
