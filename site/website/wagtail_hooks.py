"""What the website adds to the admin: the way to the status page, and words for what staff do there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def retries(actions: LogActionRegistry) -> None:
    """Sending a failed task or an uncertain mail again."""
    actions.register_action("core.run.retry", _("Send task again"), _("Sent a failed task again"))
    actions.register_action(
        "progression.reminder.retry", _("Send mail again"), _("Sent an uncertain mail again")
    )


class StatusMenuItem(MenuItem):
    """The status page, for staff."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only who may open it finds it."""
        return bool(request.user.is_staff)


@hooks.register("register_admin_menu_item")
def status_page() -> StatusMenuItem:
    """The way to the status page."""
    return StatusMenuItem(_("Status"), reverse("website:status"), icon_name="site", order=9000)
