"""Registers progression with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgressionConfig(AppConfig):
    """Reminders and, later, the takeover."""

    name = "progression"
    verbose_name = _("Progression")
