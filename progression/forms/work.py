"""What confirmed work should have been counted as."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from progression.choices import DeliveryMode

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from people.models import User
    from progression.models import Delivery

MOST_HOURS = Decimal(24)
LONGEST = 300  # as long as the table keeps
WRONG = _("Give hours as a number, for example 2 or 1,5.")


class CorrectionForm(forms.Form):
    """Hours and way as they were, and why that was told otherwise."""

    hours = forms.DecimalField(
        label=_("Hours"),
        help_text=_("Give 0 when it was not held after all."),
        min_value=Decimal(0),
        max_value=MOST_HOURS,
        max_digits=4,
        decimal_places=2,
        localize=True,
        error_messages={
            "required": WRONG,
            "invalid": WRONG,
            "max_digits": WRONG,
            "max_decimal_places": WRONG,
            "max_whole_digits": _("A day has 24 hours."),
            "max_value": _("A day has 24 hours."),
            "min_value": _("Hours are not less than nothing."),
        },
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    mode = forms.ChoiceField(
        label=_("Who led"), choices=DeliveryMode.choices, error_messages={"required": _("Choose who led.")}
    )
    coach: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Which coach of yours?"),
        help_text=_("Who led it, alone or together. It counts for the stage of this coach."),
        empty_label=_("Not known"),
        error_messages={"invalid_choice": _("Choose an internal coach of your municipality.")},
    )
    reason = forms.CharField(
        label=_("Why?"),
        max_length=LONGEST,
        help_text=_("Lead and trainer read it beside the work."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write why it should be counted otherwise."),
            "max_length": _("This text is too long. Keep it under %(limit_value)s characters."),
        },
    )

    def __init__(self, *args: Any, delivery: Delivery, coaches: QuerySet[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.delivery = delivery
        for name in ("hours", "mode", "coach"):
            self.fields[name].initial = getattr(delivery, name)
        self.fields["coach"].queryset = coaches  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a correction that changes nothing."""
        cleaned = super().clean() or self.cleaned_data
        known = (self.delivery.hours, self.delivery.mode, self.delivery.coach)
        if not self.errors and (cleaned["hours"], cleaned["mode"], cleaned["coach"]) == known:
            self.add_error("hours", _("This is what is counted already. Change the hours or who led."))
        return cleaned
