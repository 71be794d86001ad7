"""Registers meetings with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingsConfig(AppConfig):
    """Meetings."""

    name = "trainings"
    verbose_name = _("Meetings")
