"""What the log of the platform says about trajectories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

if TYPE_CHECKING:
    from wagtail.log_actions import LogActionRegistry


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
    actions.register_action("progression.phase", _("Change the phase"), _("Changed the phase"))
    actions.register_action("progression.sign_gate", _("Sign the takeover"), _("Signed the takeover"))
