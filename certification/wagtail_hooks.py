"""Words for the log of what people do with proeves and certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

if TYPE_CHECKING:
    from wagtail.log_actions import LogActionRegistry

ACTIONS = (
    ("ask", _("Ask for a proeve"), _("Asked for a proeve")),
    ("mandate", _("Confirm time and mandate"), _("Confirmed time and mandate for a proeve")),
    ("plan", _("Plan a proeve"), _("Planned a proeve")),
    ("withdraw", _("Withdraw a proeve"), _("Withdrew a proeve")),
    ("answer_objection", _("Answer an objection"), _("Answered an objection to an assessor")),
    ("begin", _("Begin a proeve"), _("Began a proeve")),
    ("appoint_third", _("Appoint a third assessor"), _("Appointed a third assessor")),
    ("decide", _("Decide a proeve"), _("Decided a proeve")),
    ("certify", _("Give a certificate"), _("Gave a certificate")),
    ("renew", _("Renew a certificate"), _("Renewed a certificate")),
    ("revoke", _("Revoke a certificate"), _("Revoked a certificate")),
)


@hooks.register("register_log_actions")
def proeves(actions: LogActionRegistry) -> None:
    """From asking to deciding."""
    for name, label, message in ACTIONS:
        actions.register_action(f"certification.{name}", label, message)
