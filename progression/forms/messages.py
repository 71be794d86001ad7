"""How a municipality and a person want their messages, and a trial."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from progression import api
from progression.choices import MailWish
from progression.models import ReminderSettings
from progression.models.notices import MOST_DAYS

if TYPE_CHECKING:
    from collections.abc import Mapping

DAYS = {
    "invalid": _("Give a whole number of days."),
    "required": _("Give a whole number of days."),
    "min_value": _("Days are not less than nothing."),
    "max_value": _("More than a year is too long."),
}


@dataclass(frozen=True, slots=True)
class StepFields:
    """One message of the table with its fields; those about certificates only go on and off."""

    step: api.Step
    title: str
    to: str
    is_on: forms.BoundField
    days: forms.BoundField | None
    at_once: forms.BoundField | None


class ReminderSettingsForm(forms.ModelForm[ReminderSettings]):
    """The hours and the day of mails, and for each message whether, when and how it goes."""

    class Meta:
        model = ReminderSettings
        fields = ["is_on", "weekly_digest", "digest_day", "opens_at", "closes_at"]
        widgets = {
            name: forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            for name in ("opens_at", "closes_at")
        }

    def __init__(self, *args: Any, wishes: Mapping[str, api.Wish], **options: Any) -> None:
        super().__init__(*args, **options)
        for step in api.STEPS:
            self._add(step, wishes[step.code])

    def _add(self, step: api.Step, wish: api.Wish) -> None:
        self.fields[f"on_{step.code}"] = forms.BooleanField(
            label=_("Send this message"), required=False, initial=wish.is_on
        )
        if not step.is_told_here:
            return
        self.fields[f"days_{step.code}"] = forms.IntegerField(
            label=api.days_label(step),
            initial=abs(step.days) if wish.days is None else wish.days,
            min_value=0,
            max_value=MOST_DAYS,
            error_messages=DAYS,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        )
        self.fields[f"at_once_{step.code}"] = forms.BooleanField(
            label=_("Does not wait for the weekly mail"),
            required=False,
            initial=step.at_once if wish.at_once is None else wish.at_once,
        )

    @property
    def general(self) -> list[forms.BoundField]:
        """The fields about all messages."""
        return [self[name] for name in self.Meta.fields]

    @property
    def steps(self) -> list[StepFields]:
        """Each message with its fields."""
        return [
            StepFields(
                step,
                api.title_of(step),
                api.addressees_of(step),
                self[f"on_{step.code}"],
                self[f"days_{step.code}"] if step.is_told_here else None,
                self[f"at_once_{step.code}"] if step.is_told_here else None,
            )
            for step in api.STEPS
        ]

    def wanted(self) -> dict[str, Any]:
        """What was chosen for all messages."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def wishes(self) -> dict[str, api.Wish]:
        """What was chosen for each."""
        sent = self.cleaned_data
        return {
            step.code: api.Wish(
                is_on=sent[f"on_{step.code}"],
                days=sent.get(f"days_{step.code}"),
                at_once=sent.get(f"at_once_{step.code}"),
            )
            for step in api.STEPS
        }


class TrialForm(forms.Form):
    """As what somebody wants to see a mail."""

    to = forms.ChoiceField(
        label=_("As whom do you want to read the mail?"),
        choices=api.addressee_choices,
        error_messages={"required": _("Choose as whom."), "invalid_choice": _("Choose as whom.")},
    )


class MailWishForm(forms.Form):
    """How somebody wants their messages."""

    wish = forms.ChoiceField(
        label=_("How do you want these messages?"),
        choices=MailWish.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
