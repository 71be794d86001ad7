"""Registers the kit with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """The kit of the house."""

    name = "core"
    verbose_name = _("Foundation")

    def ready(self) -> None:
        """Keep a row of every background run."""
        from core import receivers

        receivers.connect()
