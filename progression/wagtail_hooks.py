"""What platform administrators fill in about the takeover, and what the log says about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from people.admin import AcrossMunicipalities, StaffMayEndPolicy
from progression.models import PoolMember, StageRequirement, StageTerm, TenantGroup

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from wagtail.log_actions import LogActionRegistry


class RequirementViewSet(SnippetViewSet):
    """What the stages ask, for who administers the platform."""

    model = StageRequirement
    icon = "tasks"
    menu_label = _("What stages ask")
    menu_order = 190
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = (
        Column("get_stage_display", label=_("Stage"), sort_key="stage"),
        Column("get_kind_display", label=_("Evidence"), sort_key="kind"),
        "times",
        "at_least",
        "within_months",
        Column("get_span_display", label=_("Is about"), sort_key="span"),
    )
    ordering = ("stage", "pk")


class TermViewSet(SnippetViewSet):
    """How long stages take and hold, for who administers the platform."""

    model = StageTerm
    icon = "history"
    menu_label = _("Terms of stages")
    menu_order = 191
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = (Column("get_stage_display", label=_("Stage"), sort_key="stage"), "weeks", "months")
    ordering = ("stage",)


register_snippet(RequirementViewSet)
register_snippet(TermViewSet)
for model in (TenantGroup, PoolMember):
    register_permission_policy(model, StaffMayEndPolicy(model))


class TenantGroupIndex(generic.IndexView):
    """Groups with how many municipalities each has, in one query."""

    def get_base_queryset(self) -> QuerySet[TenantGroup]:
        """All of them."""
        return super().get_base_queryset().annotate(number=Count("members"))


class PoolMemberIndex(generic.IndexView):
    """Who shares with whom, in one query."""

    def get_base_queryset(self) -> QuerySet[PoolMember]:
        """All of them."""
        return super().get_base_queryset().select_related("municipality", "group")


class TenantGroupViewSet(AcrossMunicipalities, ModelViewSet):
    """Groups of municipalities that share their coaches."""

    model = TenantGroup
    url_prefix = "groepen-van-gemeenten"
    icon = "group"
    menu_label = _("Groups")
    form_fields = ("name",)
    index_view_class = TenantGroupIndex
    list_display = (
        TitleColumn("name", label=_("Name"), url_name="tenantgroup:edit", sort_key="name"),
        Column("number", label=_("Municipalities")),
    )
    ordering = ("name",)


class PoolMemberViewSet(AcrossMunicipalities, ModelViewSet):
    """Which municipality shares its coaches with which group."""

    model = PoolMember
    url_prefix = "gedeelde-coaches"
    icon = "user"
    menu_label = _("Municipalities in a group")
    form_fields = ("municipality", "group", "since")
    index_view_class = PoolMemberIndex
    list_display = (
        TitleColumn("municipality", label=_("Municipality"), url_name="poolmember:edit"),
        Column("group", label=_("Group"), sort_key="group__name"),
        DateColumn("since", label=_("Since"), sort_key="since"),
    )
    list_filter = ("group",)
    ordering = ("group__name", "municipality__name")


class SharedCoaches(ModelViewSetGroup):
    """One entry in the menu."""

    items = (TenantGroupViewSet, PoolMemberViewSet)
    menu_icon = "group"
    menu_label = _("Shared coaches")
    menu_order = 505


@hooks.register("register_admin_viewset")
def shared_coaches() -> SharedCoaches:
    """The part of the admin in which municipalities come to share their coaches."""
    return SharedCoaches()


@hooks.register("register_log_actions")
def trajectories(actions: LogActionRegistry) -> None:
    """Putting somebody forward, and signing."""
    actions.register_action("progression.put_forward", _("Put forward"), _("Put a coach forward"))
    actions.register_action("progression.sign_off", _("Sign"), _("Signed for a stage"))
    actions.register_action(
        "progression.correct_delivery", _("Correct work"), _("Corrected work that was counted")
    )
    actions.register_action("progression.plan", _("Plan the year"), _("Changed the plan of a year"))
    actions.register_action("progression.agreements", _("Agree"), _("Changed the agreements of the takeover"))
    actions.register_action("progression.messages", _("Set messages"), _("Changed the settings of messages"))
    actions.register_action("progression.phase", _("Change the phase"), _("Changed the phase"))
    actions.register_action("progression.sign_gate", _("Sign the takeover"), _("Signed the takeover"))
    actions.register_action("progression.revoke", _("Take back"), _("Took a signature back"))
    actions.register_action("progression.refuse", _("Send back"), _("Sent evidence back"))
    actions.register_action("progression.answer", _("Answer"), _("Answered an objection"))
    actions.register_action("progression.pause", _("Pause"), _("Let the clocks stand still"))
    actions.register_action("progression.new_date", _("Agree on a date"), _("Agreed on a new target date"))
    actions.register_action("progression.stop", _("Stop"), _("Ended a road"))
    actions.register_action("progression.add_guide", _("Add a guide"), _("Let a coach guide a candidate"))
    actions.register_action("progression.leave", _("Leave"), _("Wrote down that somebody left"))
    actions.register_action("progression.step_back", _("Go back"), _("Decided on going back to S3"))
