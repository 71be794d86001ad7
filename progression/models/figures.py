"""Numbers as they were counted, and how far the counting of a night is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager


class MonthlyFigures(models.Model):
    """The numbers of a municipality for one month, as counted last in it, with the rules they were counted by."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    month = models.DateField(_("first day of the month"))
    as_of = models.DateField(_("counted for"))
    figures = models.JSONField(_("figures"))
    rules = models.PositiveSmallIntegerField(_("version of the rules"))
    counted_at = models.DateTimeField(_("counted at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("figures of a month")
        verbose_name_plural = _("figures of months")
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "month"], name="figures_once_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} · {self.month:%Y-%m}"


class NightlyCount(models.Model):
    """How far the counting of one night is for a municipality, so that it goes on where it was stopped."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    night = models.DateField(_("night"))
    total = models.PositiveIntegerField(_("trajectories to look at"))
    done = models.PositiveIntegerField(_("trajectories looked at"), default=0)
    reached = models.PositiveBigIntegerField(_("the last one that was done"), default=0)
    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"), null=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("count of a night")
        verbose_name_plural = _("counts of nights")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "night"], name="count_once_a_night"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} · {self.night} · {self.done}/{self.total}"
