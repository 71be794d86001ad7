"""What the components page shows that a template cannot make by itself: a form with mistakes, a page of many, a date."""

from __future__ import annotations

import datetime

from django import forms, template
from django.core.paginator import Page, Paginator

register = template.Library()


class SampleForm(forms.Form):
    """One field of each kind; Dutch, because it is a sample and not part of the catalogue."""

    name = forms.CharField(
        label="Naam",
        help_text="Zoals collega’s je noemen.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(label="E-mailadres", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    team = forms.ChoiceField(label="Team", choices=[("", "Kies een team"), ("north", "Wijkteam Noord")])
    pace = forms.ChoiceField(
        label="Hoe wil je leren?",
        choices=[("own", "In mijn eigen tempo"), ("team", "Samen met mijn team")],
        widget=forms.RadioSelect,
    )
    reminder = forms.BooleanField(label="Stuur mij één keer per week een herinnering", required=False)
    reason = forms.CharField(
        label="Waarom doe je mee?", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


class SampleLevels(forms.Form):
    """A level to choose."""

    level = forms.ChoiceField(
        label="K3 Autonomie",
        choices=[
            *((str(n), str(n)) for n in range(1, 5)),
            ("not_seen", "Niet te zien"),
            ("", "Nog geen keuze"),
        ],
        initial="3",
        widget=forms.RadioSelect,
    )


@register.simple_tag
def sample_levels() -> SampleLevels:
    """A level to choose, with one chosen."""
    return SampleLevels(auto_id="sample-%s")


@register.simple_tag
def sample_form() -> SampleForm:
    """A form that came back with mistakes."""
    return SampleForm({"email": "samira"}, auto_id="sample-%s")


@register.simple_tag
def sample_page() -> Page[int]:
    """The second of five pages."""
    return Paginator(range(50), 10).page(2)


@register.simple_tag
def sample_date() -> datetime.date:
    """Any day will do."""
    return datetime.date(2026, 12, 3)
