"""Municipalities, teams and roles in the admin, for platform administrators only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permissions import register_permission_policy

from people import api
from people.admin import AcrossMunicipalities, StaffPolicy
from people.choices import Role
from people.forms import MembershipPeriodForm, MunicipalityForm, NewMembershipForm, TeamForm
from people.models import Membership, Municipality, Team

if TYPE_CHECKING:
    from django.db.models import QuerySet

MUNICIPALITY = Column("municipality", label=_("Municipality"), sort_key="municipality__name")


for model in (Municipality, Team, Membership):
    register_permission_policy(model, StaffPolicy(model))


class TeamIndex(generic.IndexView):
    """Teams with their municipality, in one query."""

    def get_base_queryset(self) -> QuerySet[Team]:
        """All of them."""
        return super().get_base_queryset().select_related("municipality")


class MembershipIndex(generic.IndexView):
    """Roles with who holds them where, in one query."""

    def get_base_queryset(self) -> QuerySet[Membership]:
        """All of them."""
        return super().get_base_queryset().select_related("person", "municipality", "team")


class AddMunicipality(generic.CreateView):
    """A new municipality, by the service."""

    def save_instance(self) -> Municipality:
        """Put it on the platform."""
        return api.add_municipality(**self.form.cleaned_data)


class AddTeam(generic.CreateView):
    """A new team, by the service."""

    def save_instance(self) -> Team:
        """Make it, once."""
        return api.add_team(**self.form.cleaned_data)


class AddMembership(generic.CreateView):
    """A new role, by the service."""

    def save_instance(self) -> Membership:
        """Give it."""
        given = {name: value for name, value in self.form.cleaned_data.items() if name != "email"}
        return api.give_role(person=self.form.instance.person, **{**given, "role": Role(given["role"])})


class ChangePeriod(generic.EditView):
    """Another begin or end of a role, by the service."""

    def save_instance(self) -> Membership:
        """Give the same role for another period."""
        held = self.form.instance
        return api.give_role(
            person=held.person,
            municipality=held.municipality,
            team=held.team,
            role=Role(held.role),
            **self.form.cleaned_data,
        )


class MunicipalityViewSet(AcrossMunicipalities, ModelViewSet):
    """Municipalities."""

    model = Municipality
    url_prefix = "gemeenten"
    icon = "home"
    menu_label = _("Municipalities")
    add_view_class = AddMunicipality
    list_display = (
        TitleColumn("name", label=_("Name"), url_name="municipality:edit", sort_key="name"),
        BooleanColumn("is_active", label=_("Uses the platform")),
        "works_council_agreed_on",
    )
    list_filter = ("is_active",)
    search_fields = ("name",)
    ordering = ("name",)

    def get_form_class(self, for_update: bool = False) -> type[MunicipalityForm]:  # noqa: FBT001, FBT002
        """The same form for new and known ones."""
        return MunicipalityForm


class TeamViewSet(AcrossMunicipalities, ModelViewSet):
    """Teams."""

    model = Team
    url_prefix = "teams"
    icon = "group"
    menu_label = _("Teams")
    index_view_class = TeamIndex
    add_view_class = AddTeam
    list_display = (
        TitleColumn("name", label=_("Name"), url_name="team:edit", sort_key="name"),
        MUNICIPALITY,
    )
    list_filter = ("municipality",)
    search_fields = ("name",)
    ordering = ("municipality__name", "name")

    def get_form_class(self, for_update: bool = False) -> type[TeamForm]:  # noqa: FBT001, FBT002
        """The same form for new and known ones."""
        return TeamForm


class MembershipViewSet(AcrossMunicipalities, ModelViewSet):
    """Who is what, where and until when."""

    model = Membership
    url_prefix = "lidmaatschappen"
    icon = "user"
    menu_label = _("Memberships")
    index_view_class = MembershipIndex
    add_view_class = AddMembership
    edit_view_class = ChangePeriod
    list_display = (
        TitleColumn("person", label=_("Person"), url_name="membership:edit"),
        MUNICIPALITY,
        Column("team", label=_("Team"), sort_key="team__name"),
        Column("get_role_display", label=_("Role")),
        "starts_on",
        "ends_on",
    )
    list_filter = ("municipality", "role")
    search_fields = ("person__email", "person__last_name")
    ordering = ("municipality__name", "person__last_name")

    def get_form_class(self, for_update: bool = False) -> type:  # noqa: FBT001, FBT002
        """A new role is asked in full; of a known one only the period changes."""
        return MembershipPeriodForm if for_update else NewMembershipForm


class PeopleGroup(ModelViewSetGroup):
    """One entry in the menu."""

    items = (MunicipalityViewSet, TeamViewSet, MembershipViewSet)
    menu_icon = "group"
    menu_label = _("Municipalities")
    menu_order = 500


@hooks.register("register_admin_viewset")
def municipalities() -> PeopleGroup:
    """The part of the admin for platform administrators."""
    return PeopleGroup()
