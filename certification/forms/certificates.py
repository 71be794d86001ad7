"""Giving and revoking certificates, what is shown of one, and checking a code."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certification.api import certificates as api
from certification.forms import fields

if TYPE_CHECKING:
    from datetime import date

    from certification.rules.standing import Shown
    from people.models import User

MOST_HOURS = 2000


def _hours(label: Any, *, required: bool = True) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=required,
        min_value=0,
        max_value=MOST_HOURS,
        max_digits=5,
        decimal_places=1,
        localize=True,
        error_messages={
            "required": _("Fill in the hours. Nothing? Then fill in 0."),
            "invalid": _("Give hours as a number, for example 12,5."),
            "min_value": _("Hours are not below 0."),
            "max_value": _("That is more than a year of work. Check it."),
            "max_digits": _("Give hours as a number, for example 12,5."),
            "max_decimal_places": _("Give at most one digit behind the comma."),
        },
    )


class WordsForm(forms.Form):
    """What a certificate says, and the numbers that registers ask for."""

    title = fields.line(_("Title"), required=_("Give the certificate a title."))
    content = fields.text(_("Content"), required=_("Write what it was about."))
    net_hours = _hours(_("Net hours"))
    reflection_hours = _hours(_("Hours of reflection"), required=False)
    accreditation = forms.CharField(
        label=_("Accreditation number"),
        required=False,
        max_length=60,
        help_text=_("Of Registerplein or SKJ, when there is one."),
    )
    register_points = forms.DecimalField(
        label=_("Register points"),
        required=False,
        max_digits=4,
        decimal_places=1,
        localize=True,
        validators=[MinValueValidator(0)],
        error_messages={"invalid": _("Give points as a number, for example 2,5.")},
    )

    def words(self) -> api.Words:
        """What was filled in."""
        filled = self.cleaned_data
        return api.Words(
            title=filled["title"],
            content=filled["content"],
            net_hours=filled["net_hours"],
            reflection_hours=filled["reflection_hours"] or Decimal(0),
            accreditation=filled["accreditation"],
            register_points=filled["register_points"],
        )


class ComponentForm(WordsForm):
    """For whom, and what it says."""

    holder: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        queryset=None,
        label=_("For whom?"),
        empty_label=_("Choose somebody"),
        error_messages={"required": _("Choose somebody."), "invalid_choice": _("Choose somebody.")},
    )
    valid_until = fields.date(
        _("Valid until and including"), help_text=_("Empty when it does not end. Proficiency ends by itself.")
    )
    field_order = ("holder",)

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["holder"].queryset = people  # type: ignore[attr-defined]

    def clean_valid_until(self) -> date | None:
        """Refuse an end that has been."""
        day: date | None = self.cleaned_data["valid_until"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Choose a later one."))
        return day

    def words(self) -> api.Words:
        """What was filled in, with its end."""
        return replace(super().words(), valid_until=self.cleaned_data["valid_until"])


class RevokeForm(forms.Form):
    """Why a certificate is taken back."""

    reason = fields.text(
        _("Why is it revoked?"),
        required=_("Write why. The holder reads it."),
        help_text=_("The holder reads it. Who checks the code only sees that it was revoked."),
        rows=3,
    )


class SharingForm(forms.Form):
    """What anybody may read who has the code."""

    is_open = forms.BooleanField(label=_("Who has the code may check this certificate"), required=False)
    shows_name = forms.BooleanField(label=_("And read my name"), required=False)
    shows_municipality = forms.BooleanField(label=_("And read my municipality"), required=False)
    shows_hours = forms.BooleanField(label=_("And read hours and content"), required=False)

    def shown(self) -> Shown:
        """What was ticked."""
        filled = self.cleaned_data
        return api.Shown(
            filled["is_open"], filled["shows_name"], filled["shows_municipality"], filled["shows_hours"]
        )


class CodeForm(forms.Form):
    """The code on a certificate."""

    code = forms.CharField(
        label=_("Code of the certificate"),
        max_length=40,
        help_text=_("Sixteen letters and digits, in groups of four."),
        error_messages={"required": _("Fill in the code."), "max_length": _("This is longer than a code.")},
    )
