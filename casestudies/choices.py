"""The words of case studies."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Domain(TextChoices):
    """Where a case plays."""

    AREA = "area", _("Area")
    INDIVIDUAL = "individual", _("Individual situation")
