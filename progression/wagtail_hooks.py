"""What the log of the platform says about trajectories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from progression.models import StageRequirement

if TYPE_CHECKING:
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


register_snippet(RequirementViewSet)


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
    actions.register_action("progression.leave", _("Leave"), _("Wrote down that somebody left"))
    actions.register_action("progression.step_back", _("Go back"), _("Decided on going back to S3"))
