"""Words for the log of what people do with meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

if TYPE_CHECKING:
    from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def meetings(actions: LogActionRegistry) -> None:
    """Planning, changing, cancelling and confirming."""
    actions.register_action("trainings.plan", _("Plan meeting"), _("Planned a meeting"))
    actions.register_action("trainings.change", _("Change meeting"), _("Changed a meeting"))
    actions.register_action("trainings.cancel", _("Cancel meeting"), _("Cancelled a meeting"))
    actions.register_action(
        "trainings.mail.retry", _("Send calendar mail again"), _("Sent an uncertain calendar mail again")
    )
    actions.register_action("trainings.confirm", _("Confirm meeting"), _("Confirmed a meeting"))
    actions.register_action(
        "trainings.correct", _("Correct who was there"), _("Corrected who was at a meeting")
    )
