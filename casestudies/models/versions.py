"""The frozen versions of cases that people work in."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from casestudies.models.pages import CaseStudyPage


class CaseVersion(models.Model):
    """A case as people do it. Never changed and never deleted: the database refuses it (migration 0003).

    What only facilitators may read is not in it.
    """

    case = models.ForeignKey(CaseStudyPage, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"))
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("version of a case")
        verbose_name_plural = _("versions of cases")
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="case_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} · {self.number}"
