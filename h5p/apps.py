"""Registers the H5P app with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.utils.translation import gettext_lazy as _


class H5PConfig(AppConfig):
    """Interactive content that others made. It knows nothing of who uses it."""

    name = "h5p"
    verbose_name = _("H5P")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let `manage.py check` say what is missing."""
        checks.register(host_is_named)


def host_is_named(**_options: object) -> list[checks.CheckMessage]:
    """A warning when nobody can play."""
    if getattr(settings, "H5P_HOST", ""):
        return []
    hint = "It is the dotted name of a function (key, person) -> h5p.api.Play or None."
    return [checks.Warning("H5P_HOST is not set, so no package plays.", hint=hint, id="h5p.W001")]
