"""What platform administrators fill in about municipalities and roles."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes.forms import SafeModelChoiceField
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from people.models import Membership, Municipality, Team, User

WHERE = {"municipality": _("Municipality"), "team": _("Team")}
PERIOD = {"starts_on": AdminDateInput, "ends_on": AdminDateInput}


class MunicipalityForm(WagtailAdminModelForm):
    """A municipality and its house style. The short name is in addresses, so it stays."""

    class Meta:
        model = Municipality
        fields = (
            "name",
            "slug",
            "is_active",
            "primary_colour",
            "accent_colour",
            "link_colour",
            "corners",
            "works_council_agreed_on",
            "may_observe_offline",
            "help_text",
        )
        widgets = {
            "works_council_agreed_on": AdminDateInput,
            **{
                name: forms.TextInput(attrs={"placeholder": "#17509b", "size": 9})
                for name in ("primary_colour", "accent_colour", "link_colour")
            },
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].disabled = self.instance.pk is not None

    def clean_works_council_agreed_on(self) -> date | None:
        """A day that still comes would open what has to stay shut until then."""
        day: date | None = self.cleaned_data["works_council_agreed_on"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(
                _("This day has not been yet. Fill in when the works council agreed.")
            )
        return day


class TeamForm(WagtailAdminModelForm):
    """A team; it stays with its municipality."""

    class Meta:
        model = Team
        fields = ("municipality", "name")
        labels = WHERE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].disabled = self.instance.pk is not None


class NewMembershipForm(WagtailAdminModelForm):
    """A role for somebody who has an account; asked by e-mail address, so that nobody browses through people."""

    email = forms.EmailField(label=_("E-mail address"), help_text=_("Of somebody who has an account."))

    class Meta:
        model = Membership
        fields = ("municipality", "team", "role", "starts_on", "ends_on")
        labels = WHERE
        field_classes = {"team": SafeModelChoiceField}
        widgets = PERIOD

    field_order = ("email", "municipality", "team", "role", "starts_on", "ends_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = self.fields["team"]
        teams.queryset = Team.objects.select_related("municipality").order_by("municipality__name", "name")
        teams.label_from_instance = lambda team: f"{team.municipality}: {team}"

    def clean_email(self) -> str:
        """Find the person."""
        email = self.cleaned_data["email"]
        person = User.objects.filter(email__iexact=email, is_active=True).first()
        if person is None:
            raise forms.ValidationError(_("Nobody has an account with this e-mail address."))
        self.instance.person = person
        return email

    def clean(self) -> dict[str, Any]:
        """Keep a team within its municipality."""
        cleaned = super().clean() or self.cleaned_data
        team, municipality = cleaned.get("team"), cleaned.get("municipality")
        if team and municipality and team.municipality_id != municipality.pk:
            self.add_error("team", _("This team belongs to another municipality."))
        return cleaned


class MembershipPeriodForm(WagtailAdminModelForm):
    """When a role begins and ends. Another role is another membership, so that it stays known who was what."""

    class Meta:
        model = Membership
        fields = ("starts_on", "ends_on")
        widgets = PERIOD
