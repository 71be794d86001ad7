"""Registers people with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Municipalities, persons and roles."""

    name = "people"
    verbose_name = _("People")
