"""The desk of who writes a scenario: where its pages are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import include, path
from wagtail import hooks

from roleplays.views import desk

if TYPE_CHECKING:
    from django.urls import URLResolver

PAGES = [
    path("<int:pk>/kaart/", desk.show_map, name="map"),
    path("<int:pk>/scene/", desk.add, name="add"),
    path("<int:pk>/scene/<slug:key>/", desk.scene, name="scene"),
    path("<int:pk>/scene/<slug:key>/weg/", desk.take_away, name="take_away"),
    path("<int:pk>/spelen/", desk.play, name="play"),
]


@hooks.register("register_admin_urls")
def pages() -> list[URLResolver]:
    """Where they are."""
    return [path("rollenspelen/", include((PAGES, "scenario_desk")))]
