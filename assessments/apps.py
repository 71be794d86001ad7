"""Registers assessments with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    """Practice questions and, later, tests."""

    name = "assessments"
    verbose_name = _("Assessments")
