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
