"""Bringing and taking scenarios in the admin: the pages, and the ways to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from roleplays.api import exchange as api
from roleplays.models import RolePlayScenario
from roleplays.views import exchange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model
    from django.urls import URLResolver

    from people.models import User

PAGES = [
    path("inbrengen/", exchange.bring, name="bring"),
    path("inbrengen/ja/", exchange.bring_in, name="bring_in"),
    path("<int:pk>/meenemen/", exchange.take, name="take"),
]


@hooks.register("register_admin_urls")
def pages() -> list[URLResolver]:
    """Where the pages are."""
    return [path("rollenspelen/", include((PAGES, "scenario_exchange")))]


def buttons_for(person: User) -> list[Button]:
    """The way from the list of scenarios to a file, for who writes somewhere."""
    if not api.ground_for(person):
        return []
    return [Button(_("Bring in a scenario"), url=reverse(exchange.BRING), icon_name="upload", priority=50)]


@hooks.register("register_snippet_listing_buttons")
def take_along(snippet: Model, user: User, next_url: str | None = None) -> Iterator[Button]:
    """The way from a scenario in the list to a file."""
    if isinstance(snippet, RolePlayScenario) and (snippet.live or api.works_on(user, snippet)):
        yield Button(
            _("Take along"), url=reverse(exchange.TAKE, args=[snippet.pk]), icon_name="download", priority=60
        )
