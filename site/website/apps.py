"""Registers the website with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    """Home, dashboards and search."""

    name = "website"
    verbose_name = _("Website")

    def ready(self) -> None:
        """Let a file go with its row."""
        from website import receivers

        receivers.connect()
