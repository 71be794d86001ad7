"""Registers case studies with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseStudiesConfig(AppConfig):
    """Cases to learn from."""

    name = "casestudies"
    verbose_name = _("Case studies")

    def ready(self) -> None:
        """Follow what is published."""
        from casestudies import receivers

        receivers.connect()
