"""Registers the curriculum with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    """Learning path, modules and lessons."""

    name = "courses"
    verbose_name = _("Curriculum")

    def ready(self) -> None:
        """Follow what is published."""
        from courses import receivers

        receivers.connect()
