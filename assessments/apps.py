"""Registers assessments with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    """Practice questions, the question bank and tests."""

    name = "assessments"
    verbose_name = _("Assessments")

    def ready(self) -> None:
        """Follow what is published."""
        from assessments import receivers

        receivers.connect()
