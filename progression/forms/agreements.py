"""The plan of a year per core task, and what a municipality agreed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from progression.api import PlannedHours
from progression.choices import CoreTask
from progression.models import Takeover

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from people.models import User
    from progression.models import PlannedTask

WRONG = _("Give a number, for example 40 or 2,5.")
NUMBER = {"invalid": WRONG, "max_digits": WRONG, "max_decimal_places": WRONG, "max_whole_digits": WRONG}
USUAL_PER_COACH = 40
INCOMPLETE = _("Not everything of this page came along, so nothing was changed. Open the page again.")


def _hours(label: Any, initial: Any, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        initial=initial,
        max_digits=6,
        decimal_places=2,
        localize=True,
        error_messages={**NUMBER, "min_value": _("Hours are not less than nothing.")},
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        **options,
    )


class PlanForm(forms.Form):
    """Hours, hours per coach and coaches at least, for each core task; without hours it is not in the plan."""

    def __init__(self, *args: Any, plan: Mapping[str, PlannedTask], **options: Any) -> None:
        super().__init__(*args, **options)
        for task in CoreTask:
            row = plan.get(task)
            self.fields[f"hours_{task}"] = _hours(
                _("%(task)s: hours in the year") % {"task": task.value},
                row.hours if row else None,
                min_value=0,
            )
            self.fields[f"per_coach_{task}"] = _hours(
                _("%(task)s: hours that one coach can give") % {"task": task.value},
                row.hours_per_coach if row else USUAL_PER_COACH,
                min_value=Decimal("0.5"),
            )
            self.fields[f"minimum_{task}"] = forms.IntegerField(
                label=_("%(task)s: coaches at least") % {"task": task.value},
                required=False,
                initial=row.minimum_coaches if row else 2,
                min_value=2,
                max_value=50,
                error_messages={
                    "invalid": _("Give a whole number."),
                    "min_value": _("At least two: on one coach nobody can count."),
                    "max_value": _("That is more coaches than a municipality has."),
                },
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            )

    def clean(self) -> dict[str, Any]:
        """What did not come from the page empties no plan: an empty field is sent along, a missing one is not."""
        cleaned = super().clean() or self.cleaned_data
        if any(self.add_prefix(name) not in self.data for name in self.fields):
            raise forms.ValidationError(INCOMPLETE)
        return cleaned

    @property
    def rows(self) -> list[tuple[CoreTask, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Each core task with its three fields."""
        return [(t, self[f"hours_{t}"], self[f"per_coach_{t}"], self[f"minimum_{t}"]) for t in CoreTask]

    def planned(self) -> dict[str, PlannedHours]:
        """What was filled in."""
        sent = self.cleaned_data
        return {
            task.value: PlannedHours(
                sent[f"hours_{task}"],
                sent[f"per_coach_{task}"] or Decimal(USUAL_PER_COACH),
                sent[f"minimum_{task}"] or 2,
            )
            for task in CoreTask
            if sent[f"hours_{task}"]
        }


# Days on which something was done or agreed: one that still comes would open what has to stay shut.
HAS_BEEN = ("dpia_done_on", "certification_agreed_on", "aftercare_agreed_on")


class AgreementsForm(forms.ModelForm[Takeover]):
    """The contract and who looks after it, the days that were agreed on, and the window."""

    class Meta:
        model = Takeover
        fields = [
            "contract_starts_on",
            "contract_ends_on",
            "contract_hours",
            "contract_owner",
            "window_days",
            "trains_own_coaches",
            "dpia_done_on",
            "certification_agreed_on",
            "aftercare_agreed_on",
        ]
        localized_fields = ["contract_hours"]
        widgets = {
            "contract_hours": forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            **{
                name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
                for name in fields
                if name.endswith("_on")
            },
        }
        help_texts = {
            "contract_owner": _(
                "A trainer of yours. They hear when a road asks for a decision and when the contract has too few hours."
            ),
        }
        error_messages = {
            "contract_hours": NUMBER,
            "contract_owner": {"invalid_choice": _("Choose a trainer who works in your municipality.")},
        }

    def __init__(self, *args: Any, trainers: QuerySet[User], **options: Any) -> None:
        super().__init__(*args, **options)
        owner = self.fields["contract_owner"]
        owner.queryset, owner.empty_label = trainers, _("Nobody yet")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A contract ends after it begins, and what was done or agreed was so on a day that has been."""
        cleaned = super().clean() or self.cleaned_data
        for name in HAS_BEEN:
            day = cleaned.get(name)
            if day and day > timezone.localdate():
                self.add_error(name, _("This day has not been yet. Fill in when it was done or agreed."))
        begins, ends = cleaned.get("contract_starts_on"), cleaned.get("contract_ends_on")
        if begins and ends and ends <= begins:
            self.add_error("contract_ends_on", _("The contract ends after it begins. Look at both days."))
        return cleaned
