"""Registers the ledger with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    """The ledger."""

    name = "records"
    verbose_name = _("Ledger")
