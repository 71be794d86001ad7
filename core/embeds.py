"""Films from film sites, without asking those sites anything when a page is saved or opened."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.embeds.exceptions import EmbedNotFoundException
from wagtail.embeds.finders.base import EmbedFinder

from core.rules.films import player_of


class FilmSites(EmbedFinder):
    """The players of YouTube and Vimeo that set no cookies before somebody presses play."""

    def accept(self, url: str) -> bool:
        """Whether this is a film that we know how to show."""
        return player_of(url) is not None

    def find_embed(
        self, url: str, max_width: int | None = None, max_height: int | None = None
    ) -> dict[str, Any]:
        """The player of a film, by its address alone."""
        player = player_of(url)
        if player is None:
            raise EmbedNotFoundException
        html = format_html(
            '<iframe src="{}" title="{}" loading="lazy" allow="fullscreen" allowfullscreen></iframe>',
            player,
            _("Film"),
        )
        return {"title": url, "type": "video", "html": html, "width": 800, "height": 450}
