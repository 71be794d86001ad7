"""Bringing and taking questions in the admin: the pages, the way to them, and words for the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from assessments.api import exchange as api
from assessments.models import Question
from assessments.views import exchange

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLResolver
    from wagtail.log_actions import LogActionRegistry

    from people.models import User

PAGES = [
    path("inbrengen/", exchange.bring, name="bring"),
    path("inbrengen/nakijken/", exchange.look, name="look"),
    path("inbrengen/weggooien/", exchange.forget, name="forget"),
    path("inbrengen/voorbeeld/", exchange.example, name="example"),
    path("meenemen/", exchange.take, name="take"),
]


@hooks.register("register_admin_urls")
def pages() -> list[URLResolver]:
    """Where the pages are."""
    return [path("toetsvragen/", include((PAGES, "assessments_exchange")))]


@hooks.register("register_log_actions")
def words(actions: LogActionRegistry) -> None:
    """Bringing in a question."""
    actions.register_action(api.BROUGHT_IN, _("Bring in"), _("Brought in from a file"))


def buttons_for(person: User) -> list[Button]:
    """The ways from the list of questions to files and back."""
    ways = [Button(_("Take questions along"), url=reverse(exchange.TAKE), icon_name="download", priority=60)]
    if api.ground_for(person):
        ways.append(
            Button(_("Bring in questions"), url=reverse(exchange.BRING), icon_name="upload", priority=50)
        )
    return ways


@hooks.register("register_bulk_action")
class TakeAlong(SnippetBulkAction):
    """Takes the questions that were ticked in the list to the page where a format is chosen."""

    display_name = _("Take along")
    action_type = "take_along"
    aria_label = _("Take the ticked questions along")
    template_name = "assessments/exchange/take.html"
    action_priority = 20
    models: ClassVar[list] = [Question]

    def check_perm(self, question: Question) -> bool:
        """Only what somebody may know about goes along."""
        return bool(
            self.permission_policy.user_has_permission_for_instance(self.request.user, "view", question)
        )

    def dispatch(self, request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        """Remember what was ticked, and go on."""
        questions, _refused = self.get_actionable_objects()
        exchange.remember_ticked(request, [question.pk for question in questions])
        return redirect(f"{reverse(exchange.TAKE)}?ticked=1")
