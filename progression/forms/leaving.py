"""Which coach leaves, and when: a question that can be kept as a link."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import User
from progression import api

if TYPE_CHECKING:
    from django.db.models import QuerySet

NOW = ("", _("Now"))
# As they stand in the address.
KEYS = {"month": "maand"}


def month_of(text: str) -> date | None:
    """The first day of a month as it stands in an address, or nothing."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def _choices(months: list[date]) -> list[tuple[str, Any]]:
    return [(f"{each:%Y-%m}", api.month_label(each)) for each in months]


class LeavingForm(forms.Form):
    """A coach, and the month from which they are gone."""

    coach = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label=_("Coach"),
        empty_label=None,
        error_messages={"required": _("Choose a coach."), "invalid_choice": _("Choose a coach.")},
    )
    month = forms.TypedChoiceField(
        label=_("From when is this coach gone?"),
        required=False,
        coerce=month_of,
        empty_value=None,
        error_messages={
            "invalid_choice": _(
                "Choose now or one of the coming twelve months. A month that is over cannot be chosen."
            )
        },
    )

    def __init__(self, *args: Any, coaches: QuerySet[User], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["coach"].queryset = coaches  # type: ignore[attr-defined]
        months = api.months_to_leave_in(today)
        self.fields["month"].choices = [NOW, *_choices(months)]  # type: ignore[attr-defined]
        # Another month than these is refused, and stays chosen.
        sent = month_of(self.data.get(self.add_prefix("month"), ""))
        other = [sent] if sent and sent not in months else []
        self.fields["month"].widget.choices = [NOW, *_choices([*other, *months])]

    def add_prefix(self, field_name: str) -> str:
        """Let fields be named in an address as its readers would."""
        return super().add_prefix(KEYS.get(field_name, field_name))
