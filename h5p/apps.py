"""Registers the H5P app with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class H5PConfig(AppConfig):
    """Interactive content that others made. It knows nothing of who uses it."""

    name = "h5p"
    verbose_name = _("H5P")
