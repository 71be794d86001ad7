"""Registers the proeve and certificates with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificationConfig(AppConfig):
    """The proeve and certificates."""

    name = "certification"
    verbose_name = _("Proeve and certificates")
