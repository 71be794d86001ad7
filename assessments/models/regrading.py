"""Answers that were weighed again, because the key of a question was mended."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from assessments.models.attempts import Attempt
from assessments.models.bank import QuestionVersion


class Regrade(models.Model):
    """Somebody decided that a mended key holds for answers of people in one municipality too. Written once."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="regrades")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided at"))
    reason = models.TextField(_("reason"))
    attempts = models.PositiveIntegerField(_("attempts"))
    people = models.PositiveIntegerField(_("people"))
    more = models.PositiveIntegerField(_("more points"))
    fewer = models.PositiveIntegerField(_("fewer points"))
    now_passed = models.PositiveIntegerField(_("passed after all"))
    no_longer_passed = models.PositiveIntegerField(_("no longer passed"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("regrade")
        verbose_name_plural = _("regrades")
        ordering = ["-decided_at"]

    def __str__(self) -> str:
        return f"{self.version_id} · {self.municipality_id}"


class RegradedAttempt(models.Model):
    """One result before and after, so that nothing of it is lost. Written once."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    regrade = models.ForeignKey(Regrade, models.CASCADE, related_name="results")
    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="regrades")
    position = models.PositiveSmallIntegerField(_("position"))
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("regraded attempt")
        verbose_name_plural = _("regraded attempts")
        ordering = ["regrade_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["regrade", "attempt"], name="regraded_once"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} · {self.position}"
