"""Registers role-plays with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RolePlaysConfig(AppConfig):
    """Scenarios, solo runs and live sessions."""

    name = "roleplays"
    verbose_name = _("Role-plays")

    def ready(self) -> None:
        """Follow what is published, and say who works on what before anybody asks."""
        from wagtail.permissions import register_permission_policy

        from people.api import OwnContentPolicy
        from roleplays import receivers
        from roleplays.models import RolePlayScenario

        receivers.connect()
        register_permission_policy(RolePlayScenario, OwnContentPolicy(RolePlayScenario))
