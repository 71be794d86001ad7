"""Registers role-plays with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RolePlaysConfig(AppConfig):
    """Scenarios, solo runs and live sessions."""

    name = "roleplays"
    verbose_name = _("Role-plays")

    def ready(self) -> None:
        """Follow what is published."""
        from roleplays import receivers

        receivers.connect()
